// The keys of token issuers. In: an issuer and the id of a key. Out: the key, from a set that was fetched at most ten
// minutes ago; after that a set that cannot be fetched anew is no longer believed. However many tokens name keys that
// are not in it, or however long its server is down, it is asked at most every half minute.
import { createLocalJWKSet, type CryptoKey, type JSONWebKeySet, type JWSHeaderParameters } from "jose";
import { z } from "zod";
import type { Outbound } from "../../schema/outbound.js";

export interface KeySetOptions {
  readonly outbound: Outbound;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

interface KeySet {
  readonly ids: ReadonlySet<string>;
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly fetchedAt: number;
}

const REFRESH_MS = 5 * 60_000;
const BELIEVED_MS = 10 * 60_000;
const ASK_AGAIN_MS = 30_000;
const MOST_KEYS = 100;
const LARGEST_SET = 256 * 1024;

const SET = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).max(MOST_KEYS),
});

export class IssuerKeys {
  readonly #url: string;
  readonly #options: KeySetOptions;
  #set: KeySet | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null; // never rejects

  constructor(url: string, options: KeySetOptions) {
    this.#url = url;
    this.#options = options;
  }

  /** The key that a token's header names. Throws when the set has none, or cannot be had. */
  async find(header: JWSHeaderParameters): Promise<CryptoKey> {
    const { kid = "" } = header;
    if (!this.#has(kid)) await this.#ask();
    else if (this.#isOlderThan(REFRESH_MS)) void this.#ask(); // nobody waits for what may stay as it is
    const set = this.#set;
    if (set === null || !this.#has(kid)) throw new Error("The issuer has no such key, or its keys cannot be had.");
    return set.find(header);
  }

  #has(kid: string): boolean {
    return this.#set?.ids.has(kid) === true && !this.#isOlderThan(BELIEVED_MS);
  }

  #isOlderThan(ms: number): boolean {
    return this.#set === null || this.#options.now() - this.#set.fetchedAt > ms;
  }

  /** Once for all who wait; not again before its time. What fails leaves the set as it was. */
  async #ask(): Promise<void> {
    if (this.#asking === null && this.#options.now() - this.#askedAt < ASK_AGAIN_MS) return;
    this.#asking ??= this.#fetch().finally(() => (this.#asking = null));
    await this.#asking;
  }

  async #fetch(): Promise<void> {
    this.#askedAt = this.#options.now();
    const keys = await fetchKeys(this.#url, this.#options.outbound).catch(() => null);
    if (keys === null) return;
    const ids = new Set(keys.keys.flatMap(({ kid }) => (kid === undefined ? [] : [kid])));
    this.#set = { ids, find: createLocalJWKSet(keys), fetchedAt: this.#askedAt };
  }
}

/** The public keys of a set; others are left out. */
async function fetchKeys(url: string, outbound: Outbound): Promise<JSONWebKeySet> {
  const response = await outbound(url, { headers: { accept: "application/json" }, largestBytes: LARGEST_SET });
  if (response.status !== 200) throw new Error(`The issuer's keys: expected status 200, got ${response.status}`);
  const { keys } = SET.parse(JSON.parse(new TextDecoder().decode(response.body)));
  return { keys: keys.filter(({ kty }) => PUBLIC_TYPES.has(kty)) };
}

const PUBLIC_TYPES = new Set(["RSA", "EC", "OKP"]);
