// How fast passwords may be tried. In: an account and the address it is tried from. Out: nothing, or how long to wait.
// Counted in PostgreSQL, for all processes of the hub together, and before a password is looked at: trying many at once
// gains nothing. An account is known here by a digest of its address.
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../../schema/network-address.js";
import type { Pool } from "../database/session.js";
import { hashOf } from "./secrets.js";

/** A try: of which account, from where. */
export interface SignInTry {
  readonly email: string;
  readonly address: string;
}

interface Limit {
  readonly limiter: RateLimiterPostgres;
  readonly keyOf: (attempt: SignInTry) => string;
}

const TIDY_EVERY = 100;
const WITHIN_SECONDS = 15 * 60;
const FROM_ONE_ADDRESS = 50;
/** High, so that a stranger does not lock a member out for nothing; low, so that nothing is guessed. */
const OF_ONE_ACCOUNT = 50;
const OF_ONE_ACCOUNT_FROM_ONE_ADDRESS = 5;

export class SignInPace {
  readonly #pair: Limit;
  readonly #limits: readonly Limit[];
  readonly #pool: Pool;
  #counted = 0;

  constructor(pool: Pool) {
    this.#pool = pool;
    const limit = (keyPrefix: string, points: number, keyOf: Limit["keyOf"]): Limit => ({
      keyOf,
      limiter: new RateLimiterPostgres({
        storeClient: pool,
        storeType: "pool",
        schemaName: "registry",
        tableName: "sign_in_pace",
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix,
        points,
        duration: WITHIN_SECONDS,
      }),
    });
    this.#pair = limit("pair", OF_ONE_ACCOUNT_FROM_ONE_ADDRESS, (each) => `${accountOf(each)} ${placeOf(each)}`);
    this.#limits = [
      this.#pair,
      limit("account", OF_ONE_ACCOUNT, accountOf),
      limit("address", FROM_ONE_ADDRESS, placeOf),
    ];
  }

  /** Counts a try. Null when it may go on; else the seconds to wait. */
  async count(attempt: SignInTry): Promise<number | null> {
    if (this.#counted++ % TIDY_EVERY === 0) await this.#tidy();
    const waits = await Promise.all(
      this.#limits.map(({ limiter, keyOf }) =>
        limiter.consume(keyOf(attempt)).then(
          () => 0,
          (refused: unknown) => {
            if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
            throw refused;
          },
        ),
      ),
    );
    const wait = Math.max(...waits);
    return wait > 0 ? wait : null;
  }

  /** Removes what is over: guessing at made-up accounts fills no table. */
  async #tidy(): Promise<void> {
    await this.#pool.query(`delete from registry.sign_in_pace where expire < $1`, [Date.now()]);
  }

  /** The password was right: the account's tries from there are forgotten, and this one counts nowhere. */
  async forgive(attempt: SignInTry): Promise<void> {
    await this.#pair.limiter.delete(this.#pair.keyOf(attempt));
    await Promise.all(this.#limits.slice(1).map(({ limiter, keyOf }) => limiter.reward(keyOf(attempt))));
  }
}

function accountOf({ email }: SignInTry): string {
  return hashOf(email).slice(0, 32);
}

/** A digest of the network that a try comes from: the table holds no address. */
export function placeOf({ address }: Pick<SignInTry, "address">): string {
  return hashOf(networkOf(address)).slice(0, 32);
}
