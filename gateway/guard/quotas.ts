// How much each reader may ask for in a minute. In: a reader and the points of what they ask. Out: whether they still may,
// and how much is left. Counted in PostgreSQL for all processes of the hub together; a process adds what it has counted
// itself five times a second, so that no request waits for that, and a reader can overdraw by as much as that.
import { createHmac } from "node:crypto";
import { LRUCache } from "lru-cache";
import { Pool } from "pg";
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterAbstract } from "rate-limiter-flexible";
import { CodedError } from "../../schema/errors.js";
import { networkOf } from "../../schema/network-address.js";
import type { Quota } from "../../schema/quota.js";

/** Points a minute. */
export interface QuotaPoints {
  /** For an address without a credential. */
  readonly address: number;
  /** For an application or a member. */
  readonly reader: number;
}

export interface QuotaOptions {
  readonly databaseUrl: string;
  readonly points: QuotaPoints;
  /** Under which addresses are written: the table holds none. */
  readonly secret: string;
  readonly onTrouble: (error: unknown) => void;
}

const WINDOW_S = 60;
const FLUSH_MS = 200;
/** The table counts in 32 bits. */
const MOST_AT_ONCE = 100_000_000;
const MOST_READERS = 20_000;
const SCHEMA = "gateway";

interface Account {
  readonly key: string;
  readonly limit: number;
  /** As all processes have it. */
  counted: number;
  /** What this process has not added yet. */
  pending: number;
  resetAt: number;
}

export class Quotas {
  readonly #options: QuotaOptions;
  readonly #limiter: RateLimiterAbstract;
  readonly #pool: Pool;
  readonly #accounts = new LRUCache<string, Account>({ max: MOST_READERS });
  readonly #dirty = new Set<Account>();
  readonly #timer: NodeJS.Timeout;

  private constructor(options: QuotaOptions, pool: Pool) {
    this.#options = options;
    this.#pool = pool;
    const { reader: points } = options.points;
    const window = { points, duration: WINDOW_S, keyPrefix: "" };
    this.#limiter = new RateLimiterPostgres({
      ...window,
      storeClient: pool,
      schemaName: SCHEMA,
      tableName: "quota",
      tableCreated: true,
      insuranceLimiter: new RateLimiterMemory(window), // while the database is away, each process counts for itself
    });
    this.#timer = setInterval(() => void this.#flush(), FLUSH_MS).unref();
  }

  /** Opens the quotas of a hub. */
  static async open(options: QuotaOptions): Promise<Quotas> {
    const pool = new Pool({ connectionString: options.databaseUrl, max: 2, application_name: "maillage quotas" });
    pool.on("error", options.onTrouble); // a connection that ended while idle: the next query opens another
    pool.on("connect", (client) => client.on("error", () => undefined)); // whoever asks on it is told
    await createTable(pool).catch(async (cause: unknown) => {
      await pool.end();
      throw cause;
    });
    return new Quotas(options, pool);
  }

  /** What is left to a reader. `id` is null for one without a credential, whom the address stands for. */
  of(id: string | null, address: string): Quota {
    return quotaOf(this.#account(id, address));
  }

  /** Takes points off. Throws `RATE_LIMITED`, with status 429, when none are left; then nothing is taken. */
  spend(id: string | null, address: string, points: number): Quota {
    const account = this.#account(id, address);
    const quota = quotaOf(account);
    if (quota.remaining <= 0) throw exceeded(quota);
    account.pending += points;
    this.#dirty.add(account);
    return quotaOf(account);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flush();
    if (!this.#pool.ended && !this.#pool.ending) await this.#pool.end();
  }

  #account(id: string | null, address: string): Account {
    const key = accountKeyOf(id, address, this.#options.secret);
    const known = this.#accounts.get(key);
    if (known !== undefined && known.resetAt > Date.now()) return known;
    const limit = id === null ? this.#options.points.address : this.#options.points.reader;
    const pending = known?.pending ?? 0;
    const account = { key, limit, counted: 0, pending, resetAt: Date.now() + WINDOW_S * 1000 };
    if (known !== undefined) this.#dirty.delete(known);
    if (pending > 0) this.#dirty.add(account);
    this.#accounts.set(key, account);
    return account;
  }

  async #flush(): Promise<void> {
    const accounts = [...this.#dirty];
    this.#dirty.clear();
    await Promise.all(accounts.map((account) => this.#add(account)));
  }

  async #add(account: Account): Promise<void> {
    const { pending } = account;
    try {
      const { consumedPoints, msBeforeNext } = await this.#limiter.penalty(
        account.key,
        Math.min(Math.ceil(pending), MOST_AT_ONCE),
      );
      account.pending -= pending;
      account.counted = consumedPoints;
      if (msBeforeNext > 0) account.resetAt = Date.now() + msBeforeNext;
    } catch (error) {
      this.#options.onTrouble(error);
    }
  }
}

/** Under which name a reader is counted; an address stands there as a digest. */
export function accountKeyOf(id: string | null, address: string, secret: string): string {
  return id === null ? `address:${digest(networkOf(address), secret)}` : `reader:${id.slice(0, 200)}`;
}

function quotaOf({ limit, counted, pending, resetAt }: Account): Quota {
  return { limit, remaining: Math.max(0, limit - counted - Math.ceil(pending)), resetAt };
}

function exceeded({ limit, resetAt }: Quota): CodedError {
  const seconds = String(secondsUntil(resetAt));
  const http = { status: 429, headers: new Map([["retry-after", seconds]]) };
  const message = `You have used up ${limit} points in a minute. Ask again in ${seconds} s, or for less at once.`;
  return new CodedError("RATE_LIMITED", message, { limit, retryAfter: Number(seconds), http });
}

/** Whole seconds, at least one. */
export function secondsUntil(time: number): number {
  return Math.max(1, Math.ceil((time - Date.now()) / 1000));
}

function digest(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url");
}

/** Two processes that start at once must not both create it: PostgreSQL's own "if not exists" can fail then. */
async function createTable(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('maillage quotas'))");
    await client.query(`create schema if not exists ${SCHEMA}`);
    await client.query(
      `create table if not exists ${SCHEMA}.quota (key varchar(255) primary key, points integer not null default 0, expire bigint)`,
    );
    await client.query("commit");
  } finally {
    client.release();
  }
}
