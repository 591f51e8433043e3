// Needs that are open, by topic. In: who asks. Out: topics of needs that the reader may see, and how many there are of
// some topics and of narrower ones.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, type Session } from "../../database/session.js";
import { seen } from "../seen.js";

/** The topics that most needs are of, with how many, as they were given. */
export function readNeededTopics(
  session: Session,
  { first, visibility }: { readonly first: number; readonly visibility: ReaderVisibility },
): Promise<Array<{ readonly topic: string; readonly needs: number }>> {
  const where = joinSql(seen("need", visibility), "and");
  return session.rows(
    `select topic, count(distinct need.id)::int as needs from knowledge.open_need need, unnest(topics) as topic
     where ${where.text} group by topic order by 2 desc, topic collate "C" limit ?`,
    [...where.values, first],
  );
}

/** How many needs there are of each of some topics or of anything narrower, each once; none: zero. */
export async function countNeeds(
  session: Session,
  topics: readonly string[],
  visibility: ReaderVisibility,
): Promise<ReadonlyMap<string, number>> {
  const pairs = topics.flatMap((asked) => narrowerThan([asked]).map((own) => ({ asked, own })));
  const where = joinSql(seen("need", visibility), "and");
  const rows = await session.rows<{ topic: string; needs: number }>(
    `select pair.asked as topic, count(distinct need.id)::int as needs
     from jsonb_to_recordset(?::jsonb) as pair(asked text, own text)
       join knowledge.open_need need on need.topics @> array[pair.own] and ${where.text}
     group by 1`,
    [JSON.stringify(pairs), ...where.values],
  );
  return new Map(rows.map(({ topic, needs }) => [topic, needs]));
}
