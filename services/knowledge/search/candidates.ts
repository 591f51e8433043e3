// Which records are worth ranking. In: what a question matches. Out: how many records match, and a bounded number of them
// to be ranked: all where they are few; else those whose names match, and a fair sample of the others.
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { BUCKETS } from "../index/entry-row.js";
import type { Candidate } from "./ranking.js";

/** Totals are counted up to here; beyond, they are estimated from a sample. */
export const MOST_COUNTED = 10_000;
/** Records that are looked at to find the best. */
const MOST_EXAMINED = 2_000;
/** Records that are ranked: a search has no more hits than these. */
export const MOST_RANKED = 500;
const SAMPLED_BUCKETS = 16;

/** What a question matches. */
export interface Matches {
  /** All records that match. */
  readonly condition: Sql;
  /** Those whose names match. */
  readonly byName: Sql;
  /** The condition of the filter and of what the reader may see; for all. */
  readonly filter: Sql;
  /** The question's words, any of them: for a first, rough order. */
  readonly anyWord: string;
}

/** How many records match. `buckets`: those of so many buckets stand for all; null when all were counted. */
export interface Count {
  readonly total: number;
  readonly buckets: number | null;
}

/** Counts what matches: exactly up to `MOST_COUNTED`, beyond from a sample. */
export async function countMatches(session: Session, { condition, filter }: Matches): Promise<Count> {
  const where = joinSql([condition, filter], "and");
  const [row] = await session.rows<{ count: number }>(
    `select count(*)::int as count from (select 1 from ${S}.entry where ${where.text} limit ${MOST_COUNTED + 1}) as matching`,
    where.values,
  );
  const counted = row?.count ?? 0;
  if (counted <= MOST_COUNTED) return { total: counted, buckets: null };
  const sampled = joinSql([where, sql(`bucket < ${SAMPLED_BUCKETS}`)], "and");
  const [sample] = await session.rows<{ count: number }>(
    `select count(*)::int as count from ${S}.entry where ${sampled.text}`,
    sampled.values,
  );
  const total = Math.max(counted, Math.round(((sample?.count ?? 0) * BUCKETS) / SAMPLED_BUCKETS));
  const buckets = Math.max(1, Math.min(SAMPLED_BUCKETS, Math.floor((MOST_COUNTED * BUCKETS) / total)));
  return { total, buckets };
}

/** The records to be ranked, in no order. */
export async function findCandidates(session: Session, matches: Matches, { total }: Count): Promise<Candidate[]> {
  if (total <= MOST_EXAMINED) return examine(session, { matches, condition: matches.condition, most: MOST_RANKED });
  const half = Math.ceil(MOST_RANKED / 2);
  const byName = await examine(session, { matches, condition: matches.byName, most: MOST_RANKED });
  const share = Math.max(1, Math.floor((BUCKETS * (MOST_EXAMINED / 2)) / total));
  const sample = joinSql([matches.condition, sql("bucket < ?::smallint", share)], "and");
  const others = await examine(session, { matches, condition: sample, most: half });
  const known = new Set(byName.map(({ id }) => id));
  return [...byName, ...others.filter(({ id }) => !known.has(id))];
}

interface Examination {
  readonly matches: Matches;
  readonly condition: Sql;
  readonly most: number;
}

/** The most promising of at most `MOST_EXAMINED` records, by PostgreSQL's own measure. */
async function examine(session: Session, { matches, condition, most }: Examination): Promise<Candidate[]> {
  const where = joinSql([condition, matches.filter], "and");
  const rows = await session.rows<Candidate>(
    `select id, vector, lengths, languages, topics from (
       select id, words::text as vector, lengths, text_languages as languages, topics from (
         select * from (select * from ${S}.entry where ${where.text} limit ${MOST_EXAMINED}) as matching
         order by ts_rank('{0.1, 0.2, 0.4, 1}', words, ?::tsquery, 1) desc, id limit ${most}) as best) as told`,
    [...where.values, matches.anyWord],
  );
  return rows;
}
