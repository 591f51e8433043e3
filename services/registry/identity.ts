// Everything about who is asking: access keys, tokens of issuers, members and their sessions. In: the registry's store
// and the configuration. Out: the one place that says who a request is from, and what sign-in pages need.
import { OutboundError, type Outbound } from "../../schema/outbound.js";
import type { Credentials, Principal } from "../../schema/principal.js";
import { AccessKeys } from "./access-keys.js";
import type { AuditLog } from "../../schema/audit.js";
import { authenticate, readSession, sessionSecret, type Authorities } from "./authenticate.js";
import { mailInvitations } from "./mail/mail-invitation.js";
import { MemberAccounts } from "./member-accounts.js";
import { Members } from "./members.js";
import { OidcProvider, type OidcOptions } from "./oidc-provider.js";
import { Sessions, type SignedIn } from "./sessions.js";
import { SignInPace } from "./sign-in-pace.js";
import type { RegistryStore } from "./store/open-registry-store.js";
import { TokenIssuers, type TokenIssuer } from "./token-issuers.js";

export interface IdentityOptions {
  /** Whose tokens are believed. */
  readonly issuers?: readonly TokenIssuer[];
  /** Where members may sign in besides here. */
  readonly oidc?: OidcOptions | null;
  /** How issuers and providers are asked. */
  readonly outbound?: Outbound;
  /** The address at which browsers see the hub, without a path; null: on this machine only. */
  readonly publicUrl?: string | null;
  /** Whether invitations are sent by mail. */
  readonly mailsInvitations?: boolean;
  /** The time, in milliseconds. */
  readonly now?: () => number;
}

export interface Identity {
  readonly keys: AccessKeys;
  readonly members: Members;
  readonly accounts: MemberAccounts;
  readonly sessions: Sessions;
  readonly pace: SignInPace;
  readonly oidc: OidcProvider | null;
  authenticate(credentials: Credentials): Promise<Principal>;
  /** The member behind a cookie, as `readSession` has it. */
  readSession(credentials: Credentials): Promise<SignedIn | null>;
  /** The secret in the session's cookie, good or not. */
  sessionSecret(credentials: Credentials): string | null;
  isOwnOrigin(origin: string): boolean;
  /** Says where the hub listens: that is where browsers see it, unless configured otherwise. */
  listensAt(url: string): void;
  /** The address at which browsers see the hub, without a path. */
  publicUrl(): string;
}

interface IdentityParts {
  readonly store: RegistryStore;
  readonly audit: AuditLog;
}

/** Opens all of it, and removes what is over. */
export async function openIdentity({ store, audit }: IdentityParts, options: IdentityOptions): Promise<Identity> {
  const { issuers = [], oidc = null, outbound = noWayOut, publicUrl: configured = null, now = Date.now } = options;
  const { database, pool } = store;
  const { mailsInvitations = false } = options;
  let url = configured ?? "http://localhost";
  const publicUrl = (): string => url;
  const keys = new AccessKeys({ database, audit, now });
  const sessions = new Sessions(database, now);
  const authorities: Authorities = {
    keys,
    sessions,
    tokens: new TokenIssuers({ issuers, outbound, now }),
    cookieName: () => sessionCookieName(url),
    isOwnOrigin: (origin) => ownOrigins(url, configured !== null).includes(origin),
  };
  await database.rows(FORGET_UNANSWERED);
  return {
    ...{ keys, sessions, publicUrl, isOwnOrigin: authorities.isOwnOrigin },
    members: new Members(database, audit, mailsInvitations ? mailInvitations(publicUrl) : null),
    accounts: new MemberAccounts(database, audit),
    pace: new SignInPace(pool),
    oidc: oidc === null ? null : new OidcProvider(oidc, { outbound, session: database, publicUrl }),
    authenticate: (credentials) => authenticate(credentials, authorities),
    readSession: (credentials) => readSession(credentials, authorities),
    sessionSecret: (credentials) => sessionSecret(credentials, authorities),
    listensAt: (listening) => void (url = configured ?? listening),
  };
}

/** Browsers take a `__Host-` cookie from this host only, by https, for all of it: nobody beside us can set one. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-maillage" : "maillage";
}

/** The origins of the hub's own pages; where no address is configured, the names of this machine. */
function ownOrigins(url: string, isConfigured: boolean): string[] {
  const own = new URL(url);
  if (isConfigured) return [own.origin];
  return ["localhost", "127.0.0.1", "[::1]"].map((host) => {
    own.hostname = host;
    return own.origin;
  });
}

/** Who did not answer an invitation is nobody's member: what is known of them goes a month after it was over. */
const FORGET_UNANSWERED = `delete from registry.member where accepted_at is null and not exists
  (select 1 from registry.invitation i where i.member = member.id and i.expires_at > now() - interval '30 days')`;

async function noWayOut(): Promise<never> {
  throw new OutboundError("UNREACHABLE", "This process does not reach out to other machines.");
}
