// Who a request is from. In: its credentials. Out: a principal; or `UNAUTHENTICATED` (401) for a credential that is not
// good, the same whatever is wrong with it, or `FORBIDDEN` (403) for one that may not be used like this: a key by a
// browser's origin that it does not name, a session without the token that only our own pages can know.
import { CodedError } from "../../schema/errors.js";
import { ANONYMOUS, type Credentials, type Principal } from "../../schema/principal.js";
import type { KnownKey } from "./access-keys.js";
import { isSame } from "./secrets.js";
import type { SignedIn } from "./sessions.js";

/** Where credentials are looked up, and what the hub's own pages are. */
export interface Authorities {
  readonly keys: { find(secret: string): Promise<KnownKey | null> };
  readonly tokens: { find(token: string): Promise<Principal | null> };
  readonly sessions: { find(secret: string): Promise<SignedIn | null> };
  /** The name of the session's cookie. */
  readonly cookieName: () => string;
  readonly isOwnOrigin: (origin: string) => boolean;
}

const SAFE_METHODS = new Set(["GET", "HEAD"]);
const BEARER = /^Bearer ([\w.~+/=-]{1,8192})$/i;

/** Who a request is from. An `Authorization` header counts before a cookie. */
export async function authenticate(credentials: Credentials, authorities: Authorities): Promise<Principal> {
  const { authorization } = credentials;
  if (authorization !== undefined) return readAuthorization(authorization, credentials, authorities);
  const signedIn = await readSession(credentials, authorities);
  return signedIn?.principal ?? ANONYMOUS;
}

/**
 * The member behind a request's cookie; null without one, and where a page of another origin makes the request: there
 * the cookie does not count. Throws for a session that is over, and for one that acts without its token.
 */
export async function readSession(credentials: Credentials, authorities: Authorities): Promise<SignedIn | null> {
  const { origin, method = "GET", csrf = "" } = credentials;
  const secret = sessionSecret(credentials, authorities);
  if (secret === null || (origin !== undefined && !authorities.isOwnOrigin(origin))) return null;
  const signedIn = await authorities.sessions.find(secret);
  if (signedIn === null) throw refusal("The session is over: sign in again.");
  if (!SAFE_METHODS.has(method) && !isSame(csrf, signedIn.csrf))
    throw forbidden("A session acts only with its token, in the header x-maillage-csrf.");
  return signedIn;
}

/** The secret in the session's cookie, whether or not it is good. A browser sends one; of several none counts. */
export function sessionSecret({ cookie }: Credentials, { cookieName }: Pick<Authorities, "cookieName">): string | null {
  const start = `${cookieName()}=`;
  const own = (cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(start));
  const secret = own[0]?.slice(start.length) ?? "";
  return own.length === 1 && SECRET.test(secret) ? secret : null;
}

const SECRET = /^[\w-]{43}$/;

async function readAuthorization(
  authorization: string,
  { origin }: Credentials,
  { keys, tokens, isOwnOrigin }: Authorities,
): Promise<Principal> {
  const secret = BEARER.exec(authorization.trim())?.[1] ?? "";
  if (secret.includes(".")) {
    const principal = await tokens.find(secret);
    if (principal === null) throw refusal();
    return principal;
  }
  const known = await keys.find(secret);
  if (known === null) throw refusal();
  if (origin !== undefined && !isOwnOrigin(origin) && !known.origins.includes(origin))
    throw forbidden("The access key does not name the origin of this page.");
  return known.principal;
}

function refusal(message = "The credential is unknown, expired or revoked."): CodedError {
  const http = { status: 401, headers: new Map([["www-authenticate", "Bearer"]]) };
  return new CodedError("UNAUTHENTICATED", message, { http });
}

function forbidden(message: string): CodedError {
  return new CodedError("FORBIDDEN", message, { http: { status: 403 } });
}
