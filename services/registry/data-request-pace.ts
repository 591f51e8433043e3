// How many data requests may be opened. In: the address that a request comes from, and the one that is to be written to.
// Out: nothing, or how long to wait. Counted in PostgreSQL for all processes together; addresses stand there as digests,
// for a day at most.
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { CodedError } from "../../schema/errors.js";
import type { Pool } from "../database/session.js";
import { hashOf } from "./secrets.js";
import { placeOf } from "./sign-in-pace.js";

const HOUR_S = 3_600;
const FROM_ONE_ADDRESS = 10;
/** Nobody's mailbox is filled by others. */
const TO_ONE_MAILBOX = 5;

export class DataRequestPace {
  readonly #pool: Pool;
  readonly #byAddress: RateLimiterPostgres;
  readonly #byMailbox: RateLimiterPostgres;

  constructor(pool: Pool) {
    this.#pool = pool;
    const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        ...{ storeClient: pool, storeType: "pool", schemaName: "registry", tableName: "data_request_pace" },
        ...{ tableCreated: true, clearExpiredByTimeout: false, keyPrefix, points, duration },
      });
    this.#byAddress = limiter("from", FROM_ONE_ADDRESS, HOUR_S);
    this.#byMailbox = limiter("to", TO_ONE_MAILBOX, 24 * HOUR_S);
  }

  /** Counts a request. Throws `RATE_LIMITED` when there were too many. */
  async count(address: string, mailbox: string): Promise<void> {
    await this.#pool.query(`delete from registry.data_request_pace where expire < $1`, [Date.now()]);
    const keys = [placeOf({ address }), hashOf(mailbox).slice(0, 32)];
    const [from = "", to = ""] = keys;
    try {
      await this.#byAddress.consume(from);
      await this.#byMailbox.consume(to);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
      throw new CodedError("RATE_LIMITED", `There were too many requests. Try again in ${retryAfter} s.`, {
        retryAfter,
      });
    }
  }
}
