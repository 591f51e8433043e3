// Tokens of configured issuers (JWT, RFC 7519; strict as RFC 8725 has it). In: a token. Out: the principal behind it, or
// null. Everything that a token may claim is named here; a header with anything more in it is not looked at further.
import { decodeProtectedHeader, jwtVerify, type JWTPayload } from "jose";
import type { Outbound } from "../../schema/outbound.js";
import { SCOPES, visibilityFor, type Principal } from "../../schema/principal.js";
import { ownerOf } from "../../schema/record-id.js";
import { hasDuplicateMembers } from "../../schema/unique-members.js";
import { IssuerKeys } from "./issuer-keys.js";

/** An issuer whose tokens are believed. */
export interface TokenIssuer {
  readonly issuer: string;
  /** What its tokens must be made out to. */
  readonly audience: string;
  readonly jwksUri: string;
  readonly algorithms: readonly string[];
  /** The scopes that its tokens may carry; others are dropped. */
  readonly scopes: readonly string[];
  /** The organization that its applications act for. */
  readonly organization: string | null;
}

export interface TokenOptions {
  readonly issuers: readonly TokenIssuer[];
  readonly outbound: Outbound;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

interface Believed extends TokenIssuer {
  readonly keys: IssuerKeys;
}

const LARGEST_TOKEN = 8_192;
const LARGEST_SUBJECT = 255;
/** No token is believed for longer, whatever it says itself. */
const OLDEST_SECONDS = 3_600;
const CLOCKS_DIFFER_SECONDS = 5;
const TOKEN = /^[\w-]{1,2000}\.[\w-]{1,6000}\.[\w-]{1,2000}$/;
const HEADER_MEMBERS = new Set(["alg", "kid", "typ", "x5t", "x5t#S256"]);
const TYPES = new Set([undefined, "jwt", "at+jwt", "application/at+jwt"]);

export class TokenIssuers {
  readonly #issuers: ReadonlyMap<string, Believed>;
  readonly #now: () => number;

  constructor({ issuers, outbound, now }: TokenOptions) {
    const believed = issuers.map((issuer) => ({ ...issuer, keys: new IssuerKeys(issuer.jwksUri, { outbound, now }) }));
    this.#issuers = new Map(believed.map((issuer) => [issuer.issuer, issuer]));
    this.#now = now;
  }

  /** Who a token stands for; null for one that is not good, whatever is wrong with it. */
  async find(token: string): Promise<Principal | null> {
    try {
      return await this.#verify(token);
    } catch {
      return null;
    }
  }

  async #verify(token: string): Promise<Principal | null> {
    const issuer = this.#issuerOf(token);
    if (issuer === null) return null;
    const { payload } = await jwtVerify(token, (header) => issuer.keys.find(header), {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ["exp", "iat", "iss", "aud", "sub"],
      maxTokenAge: OLDEST_SECONDS,
      clockTolerance: CLOCKS_DIFFER_SECONDS,
      currentDate: new Date(this.#now()),
    });
    return principalOf(payload, issuer);
  }

  /** Whose token it says it is, before anything of it is believed. Null for a token of another form than ours. */
  #issuerOf(token: string): Believed | null {
    if (token.length > LARGEST_TOKEN || !TOKEN.test(token)) return null;
    const [header = "", payload = ""] = token.split(".").map((part) => Buffer.from(part, "base64url").toString("utf8"));
    const claims: unknown = JSON.parse(payload);
    if (hasDuplicateMembers(header) || hasDuplicateMembers(payload)) return null;
    const { typ, kid, ...rest } = decodeProtectedHeader(token);
    const isPlain = Object.keys(rest).every((member) => HEADER_MEMBERS.has(member));
    if (!isPlain || typeof kid !== "string" || !TYPES.has(typ?.toLowerCase())) return null;
    const named: unknown = typeof claims === "object" && claims !== null ? Reflect.get(claims, "iss") : null;
    return typeof named === "string" ? (this.#issuers.get(named) ?? null) : null;
  }
}

function principalOf(payload: JWTPayload, { issuer, scopes: granted, organization }: TokenIssuer): Principal | null {
  const { sub } = payload;
  if (typeof sub !== "string" || sub === "" || sub.length > LARGEST_SUBJECT) return null;
  const claimed = claimedScopes(payload);
  const scopes = SCOPES.filter((scope) => claimed.includes(scope) && granted.includes(scope));
  return {
    kind: "APPLICATION",
    id: `jwt:${issuer} ${sub}`,
    name: null,
    organization,
    partner: organization === null ? null : ownerOf(organization),
    scopes,
    visibility: visibilityFor(scopes),
    trustedOnly: false,
  };
}

/** `scope` is words in one text (RFC 8693), `scp` that or a list. */
function claimedScopes({ scope, scp }: JWTPayload): unknown[] {
  const words = (claim: unknown): unknown[] => (typeof claim === "string" ? claim.split(" ") : []);
  return [...words(scope), ...words(scp), ...(Array.isArray(scp) ? (scp as unknown[]) : [])];
}
