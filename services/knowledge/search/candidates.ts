// Which records are worth ranking. In: what a question matches. Out: how many records match, and a bounded number of them
// to be ranked: all where they are few; else those whose names match, and a fair sample of the others. Whatever the size
// of the index, a search reads at most some thousand rows.
import { joinSql, type Session, type Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { SAMPLES } from "../index/indexed-words.js";
import { smallestSample } from "../index/statistics.js";
import type { Candidate } from "./ranking.js";

/** Matches are counted one by one up to here; beyond, they are estimated from a sample. */
const MOST_EXAMINED = 2_000;
/** Samples are chosen so that about as many records are looked at; a small index is looked at whole. */
const EXAMINED = 400;
const SMALL_INDEX = 25_000;
const LARGEST_SAMPLE = SAMPLES[SAMPLES.length - 1] ?? 1;
/** Records that are ranked: a search has no more hits than twice these. */
const RANKED = 200;
const RANKED_IN_SMALL_INDEX = 800;

/** What a question matches. */
export interface Matches {
  /** The records that match, of all or of a sample: one in so many. */
  readonly condition: (sample: number) => Sql;
  /** Those whose names match. */
  readonly byName: (sample: number) => Sql;
  /** The condition of the filter and of what the reader may see; for all. */
  readonly filter: Sql;
  /** How well a row fits, roughly, as SQL: for a first order. */
  readonly fit: Sql;
  /** About how many match in all, and by their names, as far as counts of words tell. */
  readonly expected: { readonly total: number; readonly names: number };
  /** How many records there are. */
  readonly records: number;
}

/** How many records match. `sample`: only one record in so many was looked at; 1 when all were. */
export interface Count {
  readonly total: number;
  readonly sample: number;
}

/** Records to be ranked, in no order, and how many match in all. */
export interface Candidates {
  readonly count: Count;
  readonly candidates: readonly Candidate[];
}

/** Finds the records to be ranked. */
export async function findCandidates(session: Session, matches: Matches): Promise<Candidates> {
  const { condition, byName, expected } = matches;
  const [all, named] = await Promise.all([
    examineSome(session, matches, { condition, expected: expected.total }),
    expected.total <= MOST_EXAMINED
      ? null
      : examineSome(session, matches, { condition: byName, expected: expected.names }),
  ]);
  const count = { total: all.total, sample: all.sample };
  if (all.sample === 1) return { count, candidates: all.candidates };
  const names = named ?? (await examineSome(session, matches, { condition: byName, expected: expected.names }));
  const known = new Set(names.candidates.map(({ id }) => id));
  return { count, candidates: [...names.candidates, ...all.candidates.filter(({ id }) => !known.has(id))] };
}

interface Examination {
  readonly condition: (sample: number) => Sql;
  readonly expected: number;
}

type ExaminedSome = Examined & { readonly sample: number };

function wanted({ records }: Matches): number {
  return records <= SMALL_INDEX ? MOST_EXAMINED : EXAMINED;
}

/** A sample that is neither too large nor much too small; where the expectation was wrong, another one, once. */
async function examineSome(
  session: Session,
  matches: Matches,
  { condition, expected }: Examination,
): Promise<ExaminedSome> {
  const first = smallestSample(expected, wanted(matches));
  const found = await examine(session, matches, condition(first));
  const isTooMany = found.total > MOST_EXAMINED;
  const better = isTooMany ? first * 4 : smallestSample(found.total * first, EXAMINED);
  const isWorthIt = isTooMany ? better <= LARGEST_SAMPLE : better * 16 <= first;
  if (!isWorthIt) return { ...found, total: found.total * first, sample: first };
  const again = await examine(session, matches, condition(better));
  return { ...again, total: again.total * better, sample: better };
}

interface Examined {
  /** How many there are, at most one more than `MOST_EXAMINED`. */
  readonly total: number;
  readonly candidates: readonly Candidate[];
}

/** The most promising of at most `MOST_EXAMINED` records. */
async function examine(session: Session, { filter, fit, records }: Matches, condition: Sql): Promise<Examined> {
  const where = joinSql([condition, filter], "and");
  const ranked = records <= SMALL_INDEX ? RANKED_IN_SMALL_INDEX : RANKED;
  const rows = await session.rows<Candidate & { total: number }>(
    `with found as materialized (select id, words, lengths, text_languages, topics, ${fit.text} as fit
       from ${S}.entry where ${where.text} limit ${MOST_EXAMINED + 1})
     select id, words::text as vector, lengths, text_languages as languages, topics,
       (select count(*)::int from found) as total
     from (select * from found order by fit desc, id limit ${ranked}) as best`,
    [...fit.values, ...where.values],
  );
  return { total: rows[0]?.total ?? 0, candidates: rows };
}

/** Counts what a condition matches: exactly up to `MOST_EXAMINED`, beyond from a sample. */
export async function countMatches(
  session: Session,
  condition: (sample: number) => Sql,
  records: number,
): Promise<Count> {
  const count = async (sample: number) => {
    const where = condition(sample);
    const [row] = await session.rows<{ count: number }>(
      `select count(*)::int as count from (select 1 from ${S}.entry where ${where.text} limit ${MOST_EXAMINED + 1}) as matching`,
      where.values,
    );
    return row?.count ?? 0;
  };
  const all = await count(1);
  if (all <= MOST_EXAMINED) return { total: all, sample: 1 };
  for (const sample of SAMPLES) {
    const counted = await count(sample);
    if (counted <= MOST_EXAMINED) return { total: Math.max(all, counted * sample), sample };
  }
  return { total: records, sample: SAMPLES[SAMPLES.length - 1] ?? 1 };
}
