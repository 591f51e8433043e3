// The token with which the hub calls a partner: a JWT, EdDSA, for one request. In: the request. Out: its claims.
// The gateway signs it, partners verify it against `/.well-known/jwks.json`; what both must agree on stands here.
import { createHash } from "node:crypto";

export const HUB_ISSUER = "maillage";
/** How long a token is good for, in seconds. */
export const TOKEN_LIFETIME_S = 60;

export type ReaderVisibility = "PUBLIC" | "NETWORK";

/** How long a partner has for its answer, in milliseconds: a header of the hub's calls. What comes later is not read. */
export const DEADLINE_HEADER = "maillage-deadline-ms";

/**
 * The claims. `aud` is the partner's key, `path` that of the address asked (calls are POST, always), `digest` the
 * base64url SHA-256 of the request's body.
 */
export interface HubTokenClaims {
  readonly iss: typeof HUB_ISSUER;
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly path: string;
  readonly digest: string;
  readonly visibility: ReaderVisibility;
}

/** The digest of a request's body, as the token carries it. */
export function bodyDigest(body: string | Buffer): string {
  return createHash("sha256").update(body).digest("base64url");
}

/** Whether a reader of this visibility may see a record of that one. */
export function maySee(reader: ReaderVisibility, record: unknown): boolean {
  return record === "PUBLIC" || (record === "NETWORK" && reader === "NETWORK");
}
