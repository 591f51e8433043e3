// What the network asks about and few can answer. In: the topics that a question was understood as, and whether there
// was a good answer. Out: counts by topic and day. Nothing else is kept: no text, no reader, no time of day.
import type { Session } from "../../database/session.js";

interface Count {
  times: number;
  unanswered: number;
}

const FLUSH_MS = 5_000;
const COUNTED_DAYS = 90;

export interface AskedTopic {
  readonly topic: string;
  readonly asked: number;
}

/** Counts what is asked, and writes the counts down every few seconds: a search never waits for it. */
export class AskedTopics {
  readonly #session: Session;
  readonly #onTrouble: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #counts = new Map<string, Count>();

  constructor(session: Session, onTrouble: (error: unknown) => void) {
    this.#session = session;
    this.#onTrouble = onTrouble;
    this.#timer = setInterval(() => void this.flush().catch(this.#onTrouble), FLUSH_MS);
    this.#timer.unref();
  }

  /** Somebody asked about topics. */
  count(topics: readonly string[], isAnswered: boolean): void {
    for (const topic of new Set(topics)) {
      const count = this.#counts.get(topic) ?? { times: 0, unanswered: 0 };
      count.times++;
      if (!isAnswered) count.unanswered++;
      this.#counts.set(topic, count);
    }
  }

  /** Writes down what was counted. What cannot be written is counted again. */
  async flush(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = this.#counts;
    this.#counts = new Map();
    const rows = [...counts].map(([topic, count]) => ({ topic, ...count }));
    try {
      await this.#session.rows(
        `insert into knowledge.asked as old (topic, day, times, unanswered)
         select topic, current_date, times, unanswered
         from jsonb_to_recordset(?::jsonb) as new(topic text, times integer, unanswered integer) order by topic
         on conflict (topic, day) do update
           set times = old.times + excluded.times, unanswered = old.unanswered + excluded.unanswered`,
        [JSON.stringify(rows)],
      );
    } catch (error) {
      for (const [topic, { times, unanswered }] of counts) {
        const count = this.#counts.get(topic) ?? { times: 0, unanswered: 0 };
        this.#counts.set(topic, { times: count.times + times, unanswered: count.unanswered + unanswered });
      }
      throw error;
    }
  }

  /** Writes down the rest, and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush().catch(this.#onTrouble);
  }
}

/** The topics that were asked about without a good answer in the last 90 days, the most often asked first. */
export function readUnanswered(session: Session, first: number): Promise<AskedTopic[]> {
  return session.rows<AskedTopic>(
    `select topic, sum(unanswered)::int as asked from knowledge.asked
     where day > current_date - ${COUNTED_DAYS} group by topic having sum(unanswered) > 0
     order by 2 desc, 1 limit ${first}`,
  );
}
