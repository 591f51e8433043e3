// Who asks. In: a request's token, its body and the partner it asks. Out: the caller, or why the token is no good.
// RFC 7519 by `jose`, with nothing optional: EdDSA only, every claim required, each token for one partner, path and body,
// and good once.
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import { bodyDigest, HUB_ISSUER, TOKEN_LIFETIME_S, type ReaderVisibility } from "../../schema/hub-token.js";
import { usedOnce, type OnceCheck } from "./used-once.js";

const TOLERANCE_S = 5;
const KEYS_FRESH_MS = 600_000;
const KEYS_PAUSE_MS = 1_000;
const KEYS_TIMEOUT_MS = 3_000;
const HEADER_MEMBERS: ReadonlySet<string> = new Set(["alg", "typ", "kid"]);

/** A request as far as its token is concerned. */
export interface TokenUse {
  readonly token: string;
  /** The key of the partner that was asked. */
  readonly audience: string;
  /** The path that was asked for. */
  readonly path: string;
  readonly body: Buffer;
}

/** Why a token is refused. The message may be shown. */
export class TokenRefusal extends Error {
  override readonly name = "TokenRefusal";
}

/** Verifies tokens. Resolves to the reader's visibility; throws `TokenRefusal`, or another error when keys are missing. */
export type TokenVerifier = (use: TokenUse) => Promise<ReaderVisibility>;

/**
 * A verifier that remembers which tokens it has seen. Without an address of the hub's keys and without keys of this
 * machine it refuses them all.
 */
export function tokenVerifier(jwksUrl: string | undefined, ownKeys?: JSONWebKeySet): TokenVerifier {
  const isFirstUse = usedOnce((TOKEN_LIFETIME_S + 2 * TOLERANCE_S) * 1000);
  const remote = jwksUrl === undefined ? null : hubKeys(jwksUrl);
  const keyOf = ownKeys === undefined ? remote : withOwnKeys(ownKeys, remote);
  return async (use) => {
    if (keyOf === null) return refuse("no hub is known here");
    return checkClaims(await verifiedClaims(use, keyOf), use, isFirstUse);
  };
}

/** The hub's public keys: fetched when an unknown id is met, and again every ten minutes. */
function hubKeys(jwksUrl: string): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: KEYS_FRESH_MS,
    cooldownDuration: KEYS_PAUSE_MS,
    timeoutDuration: KEYS_TIMEOUT_MS,
  });
  return (header, token) => {
    if (typeof header.kid !== "string") return refuse("without a key id");
    if (Object.keys(header).some((member) => !HEADER_MEMBERS.has(member))) refuse("a header member we do not know");
    return remote(header, token).catch((error: unknown) => {
      // Keys that were fetched for another request meanwhile may hold it: they are looked at once more.
      if (error instanceof errors.JWKSNoMatchingKey) return remote(header, token);
      throw error;
    });
  };
}

/** Keys that are here come first; all others are the hub's. */
function withOwnKeys(ownKeys: JSONWebKeySet, remote: JWTVerifyGetKey | null): JWTVerifyGetKey {
  const own = createLocalJWKSet(ownKeys);
  return async (header, token) => {
    if (ownKeys.keys.some(({ kid }) => kid !== undefined && kid === header.kid)) return own(header, token);
    return remote === null ? refuse("no hub is known here") : remote(header, token);
  };
}

async function verifiedClaims({ token, audience }: TokenUse, keyOf: JWTVerifyGetKey): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: ["EdDSA"],
      typ: "JWT",
      issuer: HUB_ISSUER,
      audience,
      clockTolerance: TOLERANCE_S,
      maxTokenAge: TOKEN_LIFETIME_S,
      requiredClaims: ["iss", "aud", "iat", "exp", "jti"],
    });
    return payload;
  } catch (error) {
    if (isTrouble(error)) throw error;
    if (error instanceof errors.JOSEError) return refuse(error.code);
    throw error;
  }
}

/** What says nothing of the token: the hub's keys could not be fetched. */
function isTrouble(error: unknown): boolean {
  return (
    error instanceof errors.JWKSTimeout || (error instanceof errors.JOSEError && error.code === "ERR_JOSE_GENERIC")
  );
}

function checkClaims(claims: JWTPayload, use: TokenUse, isFirstUse: OnceCheck): ReaderVisibility {
  const { aud, iat = 0, exp = Infinity, jti = "", path, digest, visibility } = claims;
  if (aud !== use.audience) refuse("for other partners too");
  if (exp - iat > TOKEN_LIFETIME_S) refuse("good for longer than a minute");
  if (path !== use.path) refuse("for another path");
  if (digest !== bodyDigest(use.body)) refuse("for another body");
  if (visibility !== "PUBLIC" && visibility !== "NETWORK") return refuse("without a visibility");
  if (jti.length < 8 || jti.length > 128) refuse("without a sound jti");
  if (!isFirstUse(jti)) refuse("used before");
  return visibility;
}

function refuse(reason: string): never {
  throw new TokenRefusal(`token refused: ${reason}`);
}
