// Records like another. In: a record's id. Out: hits that are about it, or share its topics and the words that tell most
// about it, each with what is shared.
import { topicById } from "../../../schema/topics.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import { isReserved } from "../index/indexed-words.js";
import { sayBecause, type Because } from "./because.js";
import { hitOf, labelOf, type HitNode } from "./describe-hits.js";
import { checkSearchFilter, filterCondition } from "./filter-conditions.js";
import { lexeme } from "./match-condition.js";
import { tellsOf } from "./ranking.js";
import { readCards } from "./read-hits.js";
import type { Reader, SearchIndex } from "./search-index.js";
import { readVector } from "./stems.js";

/** Words of a record that others are looked for by: neither rare nor everywhere. */
const MOST_WORDS = 12;
const MOST_EXAMINED = 1_000;
const COMMON_SHARE = 0.05;
const MOST_ABOUT = 100;

/** The records most like one, the best first; none when the reader may not see it. */
export async function relatedRecords(
  index: SearchIndex,
  { id, first }: { readonly id: string; readonly first: number },
  reader: Reader,
): Promise<HitNode[]> {
  const seen = filterCondition(checkSearchFilter(null), reader.visibility);
  const [own] = await index.session.rows<{ vector: string; topics: string[] }>(
    `select words::text as vector, topics from ${S}.entry where id = ? and ${seen.text}`,
    [id, ...seen.values],
  );
  if (own === undefined) return [];
  const words = (await tellingWords(index, own.vector, reader)).map(lexeme).join(" | ");
  const about = await readAbout(index.session, id);
  const likeness = sql(
    `ts_rank(words, ?::tsquery, 1) + 0.1 * cardinality(array(select unnest(topics) intersect select unnest(?::text[])))
      + case when id = any(?::text[]) then 1 else 0 end`,
    words,
    own.topics,
    about,
  );
  const where = joinSql([likeIt(words, own.topics, about), sql("id <> ?", id), seen], "and");
  const rows = await index.session.rows<{ id: string; score: number }>(
    `select id, round(score::numeric, 4)::float8 as score from (select id, ${likeness.text} as score from ${S}.entry
       where ${where.text} limit ${MOST_EXAMINED}) as some_like order by score desc, id limit ?`,
    [...likeness.values, ...where.values, first],
  );
  const cards = await readCards(
    index.session,
    rows.map((row) => row.id),
    reader.visibility,
  );
  return rows.flatMap((row) => {
    const card = cards.get(row.id);
    if (card === undefined) return [];
    const shared = card.topics.filter((topic) => own.topics.includes(topic) && topicById(topic) !== undefined);
    const topics = shared.map((topic) => labelOf(topic, reader.languages));
    const because = reasonsFor(topics, about.includes(row.id)).map((reason) => sayBecause(reason, reader.languages));
    return [{ ...hitOf(card), score: row.score, because }];
  });
}

/** Some of the discussions about a record. */
async function readAbout(session: Session, id: string): Promise<string[]> {
  const rows = await session.rows<{ id: string }>(
    `select source as id from knowledge.link where target = ? and kind = 'ABOUT' order by source limit ${MOST_ABOUT}`,
    [id],
  );
  return rows.map((row) => row.id);
}

function likeIt(words: string, topics: readonly string[], about: readonly string[]): Sql {
  const alike = sql("words @@ ?::tsquery or topics && ?::text[]", words, topics);
  return about.length === 0 ? alike : joinSql([alike, sql("id = any(?::text[])", about)], "or");
}

function reasonsFor(topics: readonly string[], isAbout: boolean): Because[] {
  if (isAbout) return [{ kind: "about" }, ...(topics.length === 0 ? [] : [{ kind: "shared", topics } as const])];
  return [topics.length === 0 ? { kind: "similar" } : { kind: "shared", topics }];
}

async function tellingWords(index: SearchIndex, vector: string, { visibility }: Reader): Promise<string[]> {
  const statistics = await index.statistics(visibility);
  const most = Math.max(2, statistics.records * COMMON_SHARE);
  return [...readVector(vector)]
    .filter(
      ([word]) => !isReserved(word) && (statistics.countOf(word) ?? 0) > 0 && (statistics.countOf(word) ?? 0) <= most,
    )
    .map(([word, places]) => ({ word, tells: tellsOf([word], statistics) * Math.sqrt(places.length) }))
    .sort((a, b) => b.tells - a.tells || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word);
}
