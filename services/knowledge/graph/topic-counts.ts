// How many records there are of a topic. In: topics and who asks. Out: counts, narrower topics included. Counted over
// the whole index at most twice a minute for each kind of reader, however often it is asked.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, type Session } from "../../database/session.js";
import { readHidden } from "../harvest/hide-source.js";
import { seen } from "../seen.js";

const FRESH_MS = 30_000;

interface Counted {
  readonly at: number;
  /** The partners that were not counted. */
  readonly hidden: string;
  readonly counts: Promise<ReadonlyMap<string, number>>;
}

export class TopicCounts {
  readonly #session: Session;
  readonly #counted = new Map<ReaderVisibility, Counted>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Records by their own topics: a record of several counts for each. */
  async own(visibility: ReaderVisibility): Promise<ReadonlyMap<string, number>> {
    const hidden = await readHidden(this.#session);
    const known = this.#counted.get(visibility);
    if (known !== undefined && known.hidden === hidden && performance.now() - known.at < FRESH_MS) return known.counts;
    const counts = countTopics(this.#session, visibility);
    this.#counted.set(visibility, { at: performance.now(), hidden, counts });
    counts.catch(() => this.#counted.delete(visibility));
    return counts;
  }

  /** Records of a topic or of any narrower one, each once. */
  async widened(topic: string, visibility: ReaderVisibility): Promise<number> {
    const topics = narrowerThan([topic]);
    if (topics.length === 1) return (await this.own(visibility)).get(topic) ?? 0;
    const where = joinSql(seen("entry", visibility), "and");
    const [row] = await this.#session.rows<{ count: number }>(
      `select count(*)::int as count from knowledge.entry where topics && ?::text[] and ${where.text}`,
      [topics, ...where.values],
    );
    return row?.count ?? 0;
  }
}

async function countTopics(session: Session, visibility: ReaderVisibility): Promise<ReadonlyMap<string, number>> {
  const where = joinSql(seen("entry", visibility), "and");
  const rows = await session.rows<{ topic: string; count: number }>(
    `select topic, count(*)::int as count from knowledge.entry, unnest(topics) as topic
     where ${where.text} group by topic`,
    where.values,
  );
  return new Map(rows.map(({ topic, count }) => [topic, count]));
}
