// Signing in by a provider of identities (OpenID Connect Core 1.0, code flow with PKCE, state and nonce). In: a browser
// that wants to, and comes back. Out: where to send it, and the identity that the provider vouches for. What must be
// remembered between the two is in PostgreSQL, for ten minutes and once, and tied to the browser by a cookie.
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type AuthorizationCodeGrantChecks,
  type Configuration,
  type CustomFetch,
} from "openid-client";
import type { Outbound } from "../../schema/outbound.js";
import type { Session } from "../database/session.js";
import { normalEmail } from "./member-input.js";
import type { Identity } from "./member-accounts.js";
import { hashOf, isSame, newSecret } from "./secrets.js";

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OidcParts {
  readonly outbound: Outbound;
  readonly session: Session;
  /** The address at which browsers see the hub. */
  readonly publicUrl: () => string;
}

interface Flow {
  readonly browser: string;
  readonly verifier: string;
  readonly nonce: string;
  /** The hash of the link's secret. */
  readonly invitation: string | null;
}

const FLOW_MS = 10 * 60_000;

export class OidcProvider {
  readonly #options: OidcOptions;
  readonly #parts: OidcParts;
  #configuration: Promise<Configuration> | null = null;

  constructor(options: OidcOptions, parts: OidcParts) {
    this.#options = options;
    this.#parts = parts;
  }

  /** Where to send a browser, and the secret that it keeps meanwhile. Throws when the provider cannot be reached. */
  async begin(invitation: string | null): Promise<{ readonly location: string; readonly browser: string }> {
    const configuration = await this.#configure();
    const [browser, state, nonce, verifier] = [newSecret(), randomState(), randomNonce(), randomPKCECodeVerifier()];
    const invited = invitation === null ? null : hashOf(invitation);
    await this.#parts.session.rows(`delete from registry.oidc_flow where expires_at < now()`);
    await this.#parts.session.rows(
      `insert into registry.oidc_flow (state, browser, verifier, nonce, invitation, expires_at) values (?, ?, ?, ?, ?, ?)`,
      [hashOf(state), hashOf(browser), verifier, nonce, invited, new Date(Date.now() + FLOW_MS)],
    );
    const location = buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callbackUrl(),
      scope: "openid email",
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    return { location: location.href, browser };
  }

  /** Whom the provider sent back. Null when we did not send this browser there, or the provider does not vouch. */
  async finish(
    query: string,
    browser: string,
  ): Promise<{ readonly identity: Identity; readonly invitation: string | null } | null> {
    const state = new URLSearchParams(query).get("state") ?? "";
    const sql = `delete from registry.oidc_flow where state = ? and expires_at > now()
      returning browser, verifier, nonce, invitation`;
    const [flow] = await this.#parts.session.rows<Flow>(sql, [hashOf(state)]);
    if (flow === undefined || !isSame(flow.browser, hashOf(browser))) return null;
    const back = new URL(`${this.#callbackUrl()}?${query}`);
    const checks = { pkceCodeVerifier: flow.verifier, expectedState: state, expectedNonce: flow.nonce };
    const identity = await readIdentity(await this.#configure(), back, checks).catch(() => null);
    return identity === null ? null : { identity, invitation: flow.invitation };
  }

  #callbackUrl(): string {
    return `${this.#parts.publicUrl()}/auth/oidc/callback`;
  }

  /** Asked once; again when it failed. */
  #configure(): Promise<Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      this.#configuration = null;
      throw error;
    });
    return this.#configuration;
  }

  #discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#options;
    const url = new URL(issuer);
    const insecure = url.protocol === "http:" ? [allowInsecureRequests] : []; // the configuration allows it on loopback
    return discovery(url, clientId, clientSecret, ClientSecretPost(clientSecret), {
      execute: [enableNonRepudiationChecks, ...insecure],
      [customFetch]: fetchBy(this.#parts.outbound),
    });
  }
}

/** Redeems the code. The address stands in the ID token, or is asked for. Throws for what the provider does not vouch. */
async function readIdentity(
  configuration: Configuration,
  back: URL,
  checks: AuthorizationCodeGrantChecks,
): Promise<Identity | null> {
  const tokens = await authorizationCodeGrant(configuration, back, { ...checks, idTokenExpected: true });
  const claims = tokens.claims();
  if (claims === undefined) return null;
  const hasMore = claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
  const person = hasMore ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims;
  const email = person.email_verified === true ? normalEmail(person.email) : null;
  return { issuer: claims.iss, subject: claims.sub, email };
}

/** The one way out, as openid-client calls it. */
function fetchBy(outbound: Outbound): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const sent = body instanceof URLSearchParams ? body.toString() : typeof body === "string" ? body : undefined;
    const response = await outbound(url, {
      method: method === "POST" ? "POST" : "GET",
      headers,
      ...(sent === undefined ? {} : { body: sent }),
      ...(signal === undefined ? {} : { signal }),
    });
    return new Response(new Uint8Array(response.body), { status: response.status, headers: response.headers });
  };
}
