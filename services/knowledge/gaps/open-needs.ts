// Needs that are open, by topic. In: topics and who asks. Out: how many needs there are of each or of anything narrower;
// only needs that the reader may see.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, type Session } from "../../database/session.js";
import { seen } from "../seen.js";

const MOST_TOPICS = 1_000;

/** How many needs there are of each of some topics and of each that any need is of; those without are missing. */
export async function countNeeds(
  session: Session,
  topics: readonly string[],
  visibility: ReaderVisibility,
): Promise<ReadonlyMap<string, number>> {
  const where = joinSql(seen("need", visibility), "and");
  const needed = await session.rows<{ topic: string }>(
    `select distinct topic collate "C" as topic from knowledge.open_need need, unnest(topics) as topic
     where ${where.text} order by 1 limit ${MOST_TOPICS}`,
    where.values,
  );
  if (needed.length === 0) return new Map();
  const asked = new Set([...topics, ...needed.map(({ topic }) => topic)]);
  const pairs = [...asked].flatMap((each) => narrowerThan([each]).map((own) => ({ asked: each, own })));
  const rows = await session.rows<{ topic: string; needs: number }>(
    `select pair.asked as topic, count(distinct need.id)::int as needs
     from knowledge.open_need need, unnest(topics) as topic
       join jsonb_to_recordset(?::jsonb) as pair(asked text, own text) on pair.own = topic
     where ${where.text} group by 1`,
    [JSON.stringify(pairs), ...where.values],
  );
  return new Map(rows.map(({ topic, needs }) => [topic, needs]));
}
