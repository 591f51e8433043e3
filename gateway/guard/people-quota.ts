// How many different people each reader may be given in a day: nobody copies everyone. In: who asks. Out: a meter for each
// request. Counted as a sketch for each reader: no id is kept, neither here nor in PostgreSQL, where the processes of the
// hub put theirs together every few seconds.
import { LRUCache } from "lru-cache";
import { Pool } from "pg";
import type { PeopleMeter } from "../../schema/people-meter.js";
import { PeopleSketch } from "./people-sketch.js";
import { accountKeyOf } from "./quotas.js";

/** Different people a day. */
export interface PeopleLimits {
  /** For an address without a credential. */
  readonly address: number;
  /** For an application or a member. */
  readonly reader: number;
}

export interface PeopleQuotaOptions {
  readonly databaseUrl: string;
  readonly limits: PeopleLimits;
  /** Under which addresses are written: the table holds none. */
  readonly secret: string;
  /** Told, once a day for each, that a reader has come to its limit. */
  readonly onOver: (limit: number) => void;
  readonly onTrouble: (error: unknown) => void;
}

interface Account {
  readonly key: string;
  readonly day: string;
  readonly limit: number;
  readonly sketch: PeopleSketch;
  isTold: boolean;
}

const FLUSH_MS = 2_000;
/** 4 KB each. */
const MOST_ACCOUNTS = 5_000;

export class PeopleQuota {
  readonly #options: PeopleQuotaOptions;
  readonly #pool: Pool;
  readonly #accounts = new LRUCache<string, Account>({ max: MOST_ACCOUNTS });
  readonly #dirty = new Set<Account>();
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: PeopleQuotaOptions, pool: Pool) {
    this.#options = options;
    this.#pool = pool;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Opens the quota of a hub. */
  static async open(options: PeopleQuotaOptions): Promise<PeopleQuota> {
    const pool = new Pool({ connectionString: options.databaseUrl, max: 1, application_name: "maillage people" });
    pool.on("error", options.onTrouble);
    pool.on("connect", (client) => client.on("error", () => undefined)); // whoever asks on it is told
    await createTable(pool).catch(async (cause: unknown) => {
      await pool.end();
      throw cause;
    });
    return new PeopleQuota(options, pool);
  }

  /** The meter of one request. `id` is null for a reader without a credential, whom the address stands for. */
  meter(id: string | null, address: string): PeopleMeter {
    const account = this.#account(id, address);
    const isOver = account.sketch.estimate >= account.limit;
    return {
      isOver,
      wasRefused: false,
      see: (person) => {
        if (account.sketch.add(person)) this.#dirty.add(account);
      },
    };
  }

  /** Puts what this process has counted together with what the others have. */
  flush(): Promise<void> {
    const accounts = [...this.#dirty];
    this.#dirty.clear();
    this.#writing = this.#writing.then(async () => {
      for (const account of accounts) await this.#merge(account);
    });
    return this.#writing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    if (!this.#pool.ended && !this.#pool.ending) await this.#pool.end();
  }

  #account(id: string | null, address: string): Account {
    const { secret, limits } = this.#options;
    const key = accountKeyOf(id, address, secret);
    const day = new Date().toISOString().slice(0, 10);
    const known = this.#accounts.get(key);
    if (known?.day === day) return known;
    const limit = id === null ? limits.address : limits.reader;
    const account: Account = { key, day, limit, sketch: new PeopleSketch(), isTold: false };
    this.#accounts.set(key, account);
    this.#dirty.add(account); // so that what it was given before, from other processes, is soon known
    return account;
  }

  async #merge(account: Account): Promise<void> {
    try {
      const { isOver, isNews } = await mergeAccount(this.#pool, account);
      if (isOver && isNews && !account.isTold) this.#options.onOver(account.limit);
      account.isTold ||= isOver;
    } catch (error) {
      this.#dirty.add(account);
      this.#options.onTrouble(error);
    }
  }
}

/** One process at a time puts its sketch and the stored one together. */
async function mergeAccount(pool: Pool, { key, day, limit, sketch }: Account) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext($1))", [`people ${key}`]);
    const { rows } = await client.query<{ registers: Buffer; is_over: boolean }>(
      `select registers, is_over from gateway.people_seen where reader = $1 and day = $2`,
      [key, day],
    );
    if (rows[0] !== undefined) sketch.merge(rows[0].registers);
    const isOver = sketch.estimate >= limit;
    await client.query(`delete from gateway.people_seen where day < current_date - 1`);
    await client.query(
      `insert into gateway.people_seen as old (reader, day, registers, is_over) values ($1, $2, $3, $4)
       on conflict (reader, day) do update set registers = excluded.registers, is_over = excluded.is_over`,
      [key, day, Buffer.from(sketch.registers), isOver],
    );
    await client.query("commit");
    client.release();
    return { isOver, isNews: rows[0]?.is_over !== true };
  } catch (error) {
    client.release(true); // the transaction ends with its connection
    throw error;
  }
}

/** Two processes that start at once must not both create it: PostgreSQL's own "if not exists" can fail then. */
async function createTable(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('maillage quotas'))");
    await client.query("create schema if not exists gateway");
    await client.query(`create table if not exists gateway.people_seen (reader varchar(255) not null, day date not null,
      registers bytea not null, is_over boolean not null, primary key (reader, day))`);
    await client.query("commit");
  } finally {
    client.release();
  }
}
