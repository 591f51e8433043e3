// Sessions of members who signed in. In: a member, or the secret that a browser sent. Out: a new secret, or who is behind
// one. Each sign-in makes a new secret, and only secrets that were made here are good: nobody can plant one.
import { visibilityFor, type Principal } from "../../schema/principal.js";
import { ownerOf } from "../../schema/record-id.js";
import type { Session as Statements } from "../database/session.js";
import { derivedSecret, hashOf, newSecret } from "./secrets.js";
import { isoSql } from "../database/time-sql.js";
import { ROLE_SCOPES, type Role } from "./roles.js";

/** A member who is signed in. */
export interface SignedIn {
  readonly principal: Principal;
  readonly role: Role;
  /** What goes with every request that changes something. */
  readonly csrf: string;
}

interface SessionRow {
  readonly member: string;
  readonly name: string;
  readonly organization: string | null;
  readonly role: Role;
}

const IDLE_MS = 8 * 3_600_000;
const ABSOLUTE_MS = 7 * 24 * 3_600_000;
const SEEN_MS = 60_000;

export class Sessions {
  readonly #session: Statements;
  readonly #now: () => number;

  constructor(session: Statements, now: () => number) {
    this.#session = session;
    this.#now = now;
  }

  /** A new session of a member; the one that the browser had is over. */
  async begin(member: string, before: string | null): Promise<string> {
    const within = this.#session;
    const secret = newSecret();
    const now = new Date(this.#now());
    const [idle, absolute] = this.#limits();
    await within.rows(`delete from registry.session where hash = ? or seen_at < ? or created_at < ?`, [
      ...[hashOf(before ?? ""), idle, absolute],
    ]);
    await within.rows(`insert into registry.session (hash, member, created_at, seen_at) values (?, ?, ?, ?)`, [
      ...[hashOf(secret), member, now, now],
    ]);
    await within.rows(`update registry.member set last_seen_at = ? where id = ?`, [now, member]);
    return secret;
  }

  /** Who a secret stands for; null when its session is over, or never was. */
  async find(secret: string): Promise<SignedIn | null> {
    const hash = hashOf(secret);
    const [row] = await this.#session.rows<SessionRow & { readonly seenAt: string }>(
      `select member, name, organization, role, ${isoSql("session.seen_at")} as "seenAt"
        from registry.session join registry.member on member.id = session.member
        where hash = ? and seen_at >= ? and session.created_at >= ?`,
      [hash, ...this.#limits()],
    );
    if (row === undefined) return null;
    if (this.#now() - Date.parse(row.seenAt) > SEEN_MS) await this.#noteSeen(hash, row.member);
    return { principal: principalOf(row), role: row.role, csrf: derivedSecret(secret, "maillage csrf") };
  }

  /** Ends a session. */
  async end(secret: string): Promise<void> {
    await this.#session.rows(`delete from registry.session where hash = ?`, [hashOf(secret)]);
  }

  #limits(): [idle: Date, absolute: Date] {
    return [new Date(this.#now() - IDLE_MS), new Date(this.#now() - ABSOLUTE_MS)];
  }

  async #noteSeen(hash: string, member: string): Promise<void> {
    const now = new Date(this.#now());
    await this.#session.rows(`update registry.session set seen_at = ? where hash = ?`, [now, hash]);
    await this.#session.rows(`update registry.member set last_seen_at = ? where id = ?`, [now, member]);
  }
}

function principalOf({ member, name, organization, role }: SessionRow): Principal {
  const scopes = ROLE_SCOPES[role];
  return {
    kind: "MEMBER",
    id: `member:${member}`,
    name,
    organization,
    partner: organization === null ? null : ownerOf(organization),
    scopes,
    visibility: visibilityFor(scopes),
    trustedOnly: false,
  };
}
