// How common words are, for each kind of reader. In: the index. Out: counts from a sample of its records, kept in two
// tables. Only words of three records and two partners are counted (the hub, for what it holds
// itself, is one of them): a word that could name one record is not kept.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Session } from "../../database/session.js";
import { seenCondition } from "../seen.js";
import { INDEX_SCHEMA as S } from "./configurations.js";
import { END_OF_FIELD, sampleLexeme, SAMPLES } from "./indexed-words.js";

/** Records that are looked at, at most; of a larger index, a fair sample. */
const MOST_SAMPLED = 32_000;
const LEAST_RECORDS = 3;

const OWNER = "coalesce(e.partner, 'hub')";
const RESERVED = [END_OF_FIELD, ...SAMPLES.map(sampleLexeme)];

const VISIBILITIES: readonly ReaderVisibility[] = ["PUBLIC", "NETWORK"];
const SEEN = { PUBLIC: seenCondition("e", "PUBLIC"), NETWORK: seenCondition("e", "NETWORK") } as const;

/** Counts anew, in the caller's transaction. Takes a second or two, whatever the size of the index. */
export async function refreshStatistics(tx: Session): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtext('knowledge.statistics'))");
  const [all] = await tx.rows<{ records: number }>(`select count(*)::int as records from ${S}.entry`);
  const inSample = sampleCondition(smallestSample(all?.records ?? 0, MOST_SAMPLED));
  for (const visibility of VISIBILITIES) await count(tx, visibility, inSample);
}

/** One record in how many to take, so that there are at most `most`; 1 for all of them. */
export function smallestSample(records: number, most: number): number {
  return [1, ...SAMPLES].find((oneIn) => records / oneIn <= most) ?? SAMPLES[SAMPLES.length - 1] ?? 1;
}

function sampleCondition(oneIn: number): string {
  return oneIn === 1 ? "true" : `e.words @@ '${sampleLexeme(oneIn)}'::tsquery`;
}

async function count(tx: Session, visibility: ReaderVisibility, inSample: string): Promise<void> {
  await tx.rows(`delete from ${S}.corpus where visibility = ?`, [visibility]);
  await tx.rows(
    `insert into ${S}.corpus (visibility, records, sampled, lengths, languages, version)
     select ?, (select count(*) from ${S}.entry e where ${SEEN[visibility]}), count(*),
       array[coalesce(avg(nullif(e.lengths[1], 0)), 1), coalesce(avg(nullif(e.lengths[2], 0)), 1), coalesce(avg(nullif(e.lengths[3], 0)), 1)],
       array(select distinct l from ${S}.entry e, unnest(e.text_languages) l where ${SEEN[visibility]} and ${inSample} order by l),
       gen_random_uuid()::text
     from ${S}.entry e where ${SEEN[visibility]} and ${inSample}`,
    [visibility],
  );
  await tx.rows(`delete from ${S}.word where visibility = ?`, [visibility]);
  await tx.rows(
    `insert into ${S}.word (visibility, lexeme, records, names)
     select ?, lexeme, count(*), count(*) filter (where 'A' = any(weights)) from ${S}.entry e, unnest(e.words) where ${SEEN[visibility]} and ${inSample}
       and lexeme <> all(?::text[])
     group by lexeme having count(*) >= ${LEAST_RECORDS} and min(${OWNER}) <> max(${OWNER})`,
    [visibility, RESERVED],
  );
}

/** What is known of the records that a reader may see. */
export interface Statistics {
  /** All records. */
  readonly records: number;
  /** Mean number of words of names, summaries and other texts. */
  readonly lengths: readonly [number, number, number];
  /** The languages of their texts. */
  readonly languages: readonly string[];
  /** Changes with every count. */
  readonly version: string;
  /** In how many of all records a word occurs, about; undefined for rare words. */
  countOf(lexeme: string): number | undefined;
  /** In how many names it occurs, about; 0 for rare words. */
  nameCountOf(lexeme: string): number;
  /** All words that are not rare. */
  readonly words: ReadonlyMap<string, number>;
}

/** Reads the latest counts; null when nothing was ever counted. */
export async function readStatistics(session: Session, visibility: ReaderVisibility): Promise<Statistics | null> {
  const [corpus] = await session.rows<{
    records: number;
    sampled: number;
    lengths: [number, number, number];
    languages: string[];
    version: string;
  }>(`select records, sampled, lengths, languages, version from ${S}.corpus where visibility = ?`, [visibility]);
  if (corpus === undefined) return null;
  const rows = await session.rows<{ lexeme: string; records: number; names: number }>(
    `select lexeme, records, names from ${S}.word where visibility = ?`,
    [visibility],
  );
  const words = new Map(rows.map((row) => [row.lexeme, row.records]));
  const names = new Map(rows.map((row) => [row.lexeme, row.names]));
  const scale = corpus.sampled === 0 ? 1 : corpus.records / corpus.sampled;
  return {
    records: corpus.records,
    lengths: corpus.lengths,
    languages: corpus.languages,
    version: corpus.version,
    words,
    nameCountOf: (lexeme) => (names.get(lexeme) ?? 0) * scale,
    countOf(lexeme) {
      const counted = words.get(lexeme);
      return counted === undefined ? undefined : counted * scale;
    },
  };
}
