// Keys that sign, one after another. In: keys, each with the time from which it signs. Out: the one that signs now, and
// those whose signatures may still be met or will soon be: the one before, this one, the next.
import { createPublicKey, type KeyObject } from "node:crypto";

export interface SigningKey {
  readonly key: KeyObject;
  /** In milliseconds since the epoch. */
  readonly from: number;
}

/** So long after its successor began to sign, a key is published no more. Tokens are good for a minute. */
export const RETIRED_AFTER_MS = 10 * 60_000;

/** The key that signs now: the latest whose time has come. */
export function currentKey(keys: readonly SigningKey[], nowMs = Date.now()): SigningKey {
  const current = keys.findLast(({ from }) => from <= nowMs) ?? keys[0];
  if (current === undefined) throw new RangeError("There is no key to sign with.");
  return current;
}

/** The public halves, as a JSON Web Key Set (RFC 7517) has them. */
export function publishedKeys(keys: readonly SigningKey[], nowMs = Date.now()): readonly Record<string, unknown>[] {
  return keys.flatMap(({ key }, at) => {
    const successor = keys[at + 1];
    if (successor !== undefined && nowMs > successor.from + RETIRED_AFTER_MS) return [];
    const jwk = createPublicKey(key).export({ format: "jwk" });
    return [{ ...jwk, kid: keyIdOf(jwk), alg: "EdDSA", use: "sig" }];
  });
}

/** The id of a key: the beginning of its public half. */
export function keyId(key: KeyObject): string {
  return keyIdOf(createPublicKey(key).export({ format: "jwk" }));
}

function keyIdOf(jwk: { readonly x?: string }): string {
  return String(jwk.x).slice(0, 16);
}
