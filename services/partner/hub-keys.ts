// The hub's public keys. In: the address of its key set (RFC 7517). Out: the Ed25519 key of a key id. Fetched when an
// unknown id is met, at most once a second, and again every ten minutes, so that a withdrawn key goes out of use.
import { createPublicKey, type KeyObject } from "node:crypto";

const FRESH_MS = 600_000;
const PAUSE_MS = 1_000;
const TIMEOUT_MS = 3_000;

/** Looks a key up by its id. Undefined: the hub has no such key. Throws when the hub's keys cannot be fetched. */
export type KeyLookup = (kid: string) => Promise<KeyObject | undefined> | KeyObject | undefined;

/** A lookup in the key set at an address. */
export function hubKeys(jwksUrl: string): KeyLookup {
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  let fetchedAt = -Infinity;
  let triedAt = -Infinity;
  let fetching: Promise<void> | undefined;

  const refresh = async () => {
    triedAt = Date.now();
    keys = await fetchKeys(jwksUrl);
    fetchedAt = Date.now();
  };
  return (kid) => {
    const known = keys.get(kid);
    const isFresh = Date.now() - fetchedAt < FRESH_MS;
    if (known !== undefined && isFresh) return known;
    if (isFresh && fetching === undefined && Date.now() - triedAt < PAUSE_MS) return undefined;
    fetching ??= refresh().finally(() => (fetching = undefined));
    return fetching.then(() => keys.get(kid));
  };
}

async function fetchKeys(url: string): Promise<Map<string, KeyObject>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok) throw new Error(`the hub's keys answer with ${response.status}`);
  const body = (await response.json()) as { keys?: unknown }; // checked below
  const entries = Array.isArray(body.keys) ? body.keys : [];
  return new Map(entries.flatMap((entry: unknown) => readKey(entry)));
}

function readKey(entry: unknown): [string, KeyObject][] {
  if (typeof entry !== "object" || entry === null) return [];
  const { kty, crv, kid, x } = entry as Readonly<Record<string, unknown>>; // any object has string members
  if (kty !== "OKP" || crv !== "Ed25519" || typeof kid !== "string" || typeof x !== "string") return [];
  return [[kid, createPublicKey({ key: { kty, crv, x }, format: "jwk" })]];
}
