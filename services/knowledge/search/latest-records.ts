// A search without words. In: a filter and a page. Out: its records, the latest first, as hits without a score.
import { joinSql, sql, type Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { sampleLexeme } from "../index/indexed-words.js";
import { countMatches } from "./candidates.js";
import { hitOf } from "./describe-hits.js";
import { readCards } from "./read-hits.js";
import { pageOf, SearchAnswer } from "./search-answer.js";
import { decodeHitCursor, encodeHitCursor, type HitPlace } from "./search-cursor.js";
import type { Reader, SearchIndex } from "./search-index.js";

interface LatestPage {
  readonly filter: Sql;
  readonly size: number;
  readonly after: string | null;
}

/** The latest records of a filter. Throws `BAD_USER_INPUT`. */
export async function readLatest(
  index: SearchIndex,
  { filter, size, after }: LatestPage,
  reader: Reader,
): Promise<SearchAnswer> {
  const place = after === null ? null : decodeHitCursor(after, "UPDATED");
  const where = joinSql(place === null ? [filter] : [filter, beyond(place)], "and");
  const rows = await index.session.rows<{ id: string }>(
    `select id from ${S}.entry where ${where.text} order by updated_at desc, id limit ${size + 1}`,
    where.values,
  );
  const ids = rows.slice(0, size).map(({ id }) => id);
  const cards = await readCards(index.session, ids, reader.visibility);
  const edges = ids.flatMap((id) => {
    const card = cards.get(id);
    if (card === undefined) return [];
    return [{ cursor: encodeHitCursor({ order: "UPDATED", key: card.updatedAt, id }), node: hitOf(card) }];
  });
  const { records } = await index.statistics(reader.visibility);
  const condition = (sample: number) => (sample === 1 ? filter : joinSql([filter, sampleSql(sample)], "and"));
  const { total, sample } = await countMatches(index.session, condition, records);
  return new SearchAnswer(index, {
    page: pageOf(edges, { hasNextPage: rows.length > size, hasPreviousPage: place !== null }),
    totalCount: async () => total,
    matching: { condition, sample },
    topics: [],
    languages: reader.languages,
  });
}

function beyond({ key, id }: HitPlace): Sql {
  return sql("updated_at < ?::timestamptz or (updated_at = ?::timestamptz and id > ?)", key, key, id);
}

function sampleSql(oneIn: number): Sql {
  return sql("words @@ ?::tsquery", `'${sampleLexeme(oneIn)}'`);
}
