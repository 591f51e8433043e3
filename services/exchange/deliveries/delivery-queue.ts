// The queue of webhook messages: jobs of pg-boss, shared by any number of hub processes. In: rows that were written with
// their notices. Out: jobs, one for each row, of the same id: the row goes in the transaction in which the job comes.
import { PgBoss, type Db, type Job } from "pg-boss";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";

/** One message: ids only, what is sent is read when it is sent. */
export interface Delivery {
  readonly webhook: string;
  /** The number of a notice, as PostgreSQL writes it. */
  readonly notice: string;
}

/** How what was not taken is sent again. */
export interface RetryPace {
  /** Before the second try, in seconds; twice as long before each further one. */
  readonly retryDelay: number;
  readonly retryDelayMax: number;
  readonly retryLimit: number;
}

const QUEUE = "webhook";
const SCHEMA = "jobs";
const BOSS_CONNECTIONS = 3;
const AT_A_TIME = 500;
const KEPT = {
  expireInSeconds: 30, // a job whose process died is another's soon
  retentionSeconds: 3 * 24 * 3600,
  deleteAfterSeconds: 600,
};

export class DeliveryQueue {
  readonly #boss: PgBoss;
  readonly #database: Database;
  readonly #pace: RetryPace;

  private constructor(boss: PgBoss, database: Database, pace: RetryPace) {
    this.#boss = boss;
    this.#database = database;
    this.#pace = pace;
  }

  /** Opens the queue. A pool of its own: this service may run apart from the others whose jobs are in the same schema. */
  static async open(options: {
    readonly databaseUrl: string;
    readonly database: Database;
    readonly pace: RetryPace;
    readonly onTrouble: (error: unknown) => void;
  }): Promise<DeliveryQueue> {
    const boss = new PgBoss({
      ...{ connectionString: options.databaseUrl, schema: SCHEMA, max: BOSS_CONNECTIONS, schedule: false },
      ...{ superviseIntervalSeconds: 5, monitorIntervalSeconds: 5, maintenanceIntervalSeconds: 60 },
    });
    boss.on("error", options.onTrouble);
    await boss.start();
    await boss.createQueue(QUEUE, KEPT);
    return new DeliveryQueue(boss, options.database, options.pace);
  }

  /** Makes jobs of the rows that wait. */
  async fill(): Promise<void> {
    while ((await this.#database.transaction((tx) => this.#move(tx))) === AT_A_TIME);
  }

  async #move(tx: Session): Promise<number> {
    const rows = await tx.rows<Delivery & { readonly id: string }>(
      `with waiting as (select id from exchange.delivery order by notice, id limit ${AT_A_TIME} for update skip locked),
         moved as (delete from exchange.delivery d using waiting w where d.id = w.id returning d.id, d.webhook, d.notice)
       select id::text, webhook::text, notice::text from moved order by moved.notice, moved.id`,
    );
    const jobs = rows.map(({ id, webhook, notice }) => ({
      ...{ id, data: { webhook, notice }, group: { id: webhook } },
      ...{ ...this.#pace, retryBackoff: true },
    }));
    if (jobs.length > 0) await this.#boss.insert(QUEUE, jobs, { db: within(tx) });
    return jobs.length;
  }

  /** Takes some jobs that are due; of each webhook, one at a time. */
  take(most: number): Promise<Job<Delivery>[]> {
    return this.#boss.fetch<Delivery>(QUEUE, { batchSize: most, groupConcurrency: 1 });
  }

  /** The job is done with. */
  async done(job: Job<Delivery>): Promise<void> {
    await this.#boss.complete(QUEUE, job);
  }

  /** The job is to be done again, later; after its last try, no more. */
  async again(job: Job<Delivery>): Promise<void> {
    await this.#boss.fail(QUEUE, job);
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

/** A transaction of ours, as pg-boss talks to one. Its statements have `$1` for values, ours `?`. */
function within(tx: Session): Db {
  return {
    async executeSql(text, values) {
      if (text.includes("?")) throw new Error("A statement of the job queue cannot be run in a transaction of ours.");
      return { rows: await tx.rows(text, values ?? []) };
    },
  };
}
