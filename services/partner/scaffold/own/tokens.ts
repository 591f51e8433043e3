// Who asks. In: a request's token, path and body. Out: what the reader may see. Only the hub's tokens are good, each for
// this partner, this path and this body, for a minute, and once.
import { createHash } from "node:crypto";
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from "jose";

export type Reader = "PUBLIC" | "NETWORK";

export interface TokenUse {
  readonly token: string;
  readonly path: string;
  readonly body: Buffer;
}

/** Why a token is refused. Other errors say that the hub's keys could not be fetched. */
export class Refusal extends Error {}

const LIFETIME_S = 60;
const TOLERANCE_S = 5;
const HEADER: ReadonlySet<string> = new Set(["alg", "typ", "kid"]);

/** A check of tokens for the partner `key`. */
export function tokenCheck(hub: string | null, key: string): (use: TokenUse) => Promise<Reader> {
  const keys = hub === null ? null : createRemoteJWKSet(new URL(`${hub}/.well-known/jwks.json`), KEYS);
  const used = new Map<string, number>();
  return async ({ token, path, body }) => {
    if (keys === null) throw new Refusal("no hub is set in maillage.json");
    const { payload, protectedHeader } = await jwtVerify(token, keys, { ...RULES, audience: key }).catch(toRefusal);
    if (typeof protectedHeader.kid !== "string") throw new Refusal("without a key id");
    if (Object.keys(protectedHeader).some((member) => !HEADER.has(member))) throw new Refusal("an unknown header");
    const reader = checkClaims(payload, { key, path, body });
    if (isUsed(used, payload.jti ?? "")) throw new Refusal("used before");
    return reader;
  };
}

const KEYS = { cacheMaxAge: 600_000, cooldownDuration: 1_000, timeoutDuration: 3_000 };
const RULES = {
  algorithms: ["EdDSA"],
  typ: "JWT",
  issuer: "maillage",
  clockTolerance: TOLERANCE_S,
  maxTokenAge: LIFETIME_S,
  requiredClaims: ["iss", "aud", "iat", "exp", "jti"],
};

function toRefusal(error: unknown): never {
  const isTrouble = error instanceof errors.JWKSTimeout || (error as { code?: unknown }).code === "ERR_JOSE_GENERIC"; // what jose throws
  if (isTrouble || !(error instanceof errors.JOSEError)) throw error;
  throw new Refusal(error.code);
}

interface Expected {
  readonly key: string;
  readonly path: string;
  readonly body: Buffer;
}

function checkClaims({ aud, iat = 0, exp = Infinity, jti = "", ...claims }: JWTPayload, expected: Expected): Reader {
  const { path, digest, visibility } = claims;
  if (aud !== expected.key) throw new Refusal("for others too");
  if (exp - iat > LIFETIME_S) throw new Refusal("good for too long");
  if (path !== expected.path) throw new Refusal("for another path");
  if (digest !== createHash("sha256").update(expected.body).digest("base64url")) throw new Refusal("for another body");
  if (jti.length < 8 || jti.length > 128) throw new Refusal("without a sound jti");
  if (visibility !== "PUBLIC" && visibility !== "NETWORK") throw new Refusal("without a visibility");
  return visibility;
}

/** Notes a token; those that are too old to be good are forgotten. */
function isUsed(used: Map<string, number>, jti: string): boolean {
  const now = Date.now();
  for (const [other, until] of used) {
    if (until > now) break;
    used.delete(other);
  }
  if (used.has(jti)) return true;
  used.set(jti, now + (LIFETIME_S + 2 * TOLERANCE_S) * 1000);
  return false;
}
