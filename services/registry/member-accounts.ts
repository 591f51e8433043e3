// How members come by their accounts, and show that they are theirs. In: links, passwords, identities that a provider
// vouches for. Out: whose they are, and what was wrong. A link is used once, however many use it at the same moment.
import { randomUUID } from "node:crypto";
import type { Session } from "../database/session.js";
import type { AuditLog } from "../../schema/audit.js";
import { hashPassword, isPassword } from "./passwords.js";
import { hasCoordinator, type Role } from "./roles.js";
import { hashOf, newSecret } from "./secrets.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

/** Who was invited, to be greeted. */
export interface Invitee {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** An identity at a provider. The address is there only when the provider has verified it. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
}

/** The member whose account it is now; `used`: the link is not good (any more); `taken`: the address has an account. */
export type Accepted = { readonly member: string } | "used" | "taken";

const SETUP_FOR_MS = 7 * 24 * 3_600_000;
const INVITED = `registry.invitation where hash = ? and expires_at > now()`;

export class MemberAccounts {
  readonly #database: RegistryDatabase;
  readonly #audit: AuditLog;

  constructor(database: RegistryDatabase, audit: AuditLog) {
    this.#database = database;
    this.#audit = audit;
  }

  /** The member of an address and password, or null; a password is looked at in any case. */
  async byPassword(email: string, password: string): Promise<string | null> {
    const [row] = await this.#database.rows<{ id: string; password: string | null }>(
      `select id, password from registry.member where email = ? and accepted_at is not null`,
      [email],
    );
    return (await isPassword(password, row?.password ?? null)) && row !== undefined ? row.id : null;
  }

  /** Who a link invites; null when it is not good (any more). */
  async invitee(secret: string): Promise<Invitee | null> {
    const sql = `select name, email, role from registry.member where id = (select member from ${INVITED})`;
    return (await this.#database.rows<Invitee>(sql, [hashOf(secret)]))[0] ?? null;
  }

  /** Uses an invitation. */
  async accept(secret: string, password: string): Promise<Accepted> {
    const stored = await hashPassword(password);
    return this.#unlessTaken(async (session) => {
      const member = await useInvitation(session, secret);
      if (member === null) return "used";
      await session.rows(`update registry.member set password = ?, accepted_at = now() where id = ?`, [stored, member]);
      await this.#noteJoined(session, member);
      return { member };
    });
  }

  /** A new link for the first administrator, in the place of earlier ones; null when the network has a coordinator. */
  setupLink(): Promise<string | null> {
    return this.#database.transaction(async (session) => {
      await session.rows(LOCK_SETUP);
      if (await hasCoordinator(session)) return null;
      const secret = newSecret();
      await session.rows(`delete from registry.setup_link`);
      const values = [hashOf(secret), new Date(Date.now() + SETUP_FOR_MS)];
      await session.rows(`insert into registry.setup_link (hash, expires_at) values (?, ?)`, values);
      return secret;
    });
  }

  /** Whether a set-up link is good. */
  async isSetupLink(secret: string): Promise<boolean> {
    const sql = `select 1 from registry.setup_link where hash = ? and expires_at > now()`;
    return (await this.#database.rows(sql, [hashOf(secret)])).length > 0 && !(await hasCoordinator(this.#database));
  }

  /** Uses a set-up link: makes the first coordinator. */
  async setUp(secret: string, { name, email, password }: NewCoordinator): Promise<Accepted> {
    const stored = await hashPassword(password);
    return this.#unlessTaken(async (session) => {
      await session.rows(LOCK_SETUP);
      const sql = `delete from registry.setup_link where hash = ? and expires_at > now() returning hash`;
      const isGood = (await session.rows(sql, [hashOf(secret)])).length > 0 && !(await hasCoordinator(session));
      if (!isGood) return "used";
      const member = randomUUID();
      await session.rows(
        `insert into registry.member (id, name, email, role, password, created_at, accepted_at)
          values (?, ?, ?, 'COORDINATOR', ?, now(), now())`,
        [member, name, email, stored],
      );
      const act = { actor: `member:${member}`, action: "network.set-up", subject: member, note: "role COORDINATOR" };
      await this.#audit.note(act, session);
      return { member };
    });
  }

  /**
   * The member of an identity: bound to it before, or invited at the address that the provider has verified; with an
   * invitation, which is known here by its hash, by that one.
   */
  byIdentity(identity: Identity, invitation: string | null): Promise<Accepted> {
    return this.#unlessTaken(async (session) => {
      const sql = `select id from registry.member where oidc_issuer = ? and oidc_subject = ?`;
      const [bound] = await session.rows<{ id: string }>(sql, [identity.issuer, identity.subject]);
      if (bound !== undefined) return { member: bound.id };
      const found = await findUnbound(session, identity, invitation);
      if (found === null) return "used";
      await session.rows(
        `update registry.member set oidc_issuer = ?, oidc_subject = ?, accepted_at = coalesce(accepted_at, now())
          where id = ?`,
        [identity.issuer, identity.subject, found.id],
      );
      await session.rows(`delete from registry.invitation where member = ?`, [found.id]);
      if (!found.accepted) await this.#noteJoined(session, found.id);
      return { member: found.id };
    });
  }

  #noteJoined(session: Session, member: string): Promise<void> {
    return this.#audit.note({ actor: `member:${member}`, action: "member.join", subject: member }, session);
  }

  async #unlessTaken(work: (session: Session) => Promise<Accepted>): Promise<Accepted> {
    try {
      return await this.#database.transaction(work);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION) return "taken";
      throw error;
    }
  }
}

export interface NewCoordinator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const LOCK_SETUP = `select pg_advisory_xact_lock(hashtext('maillage set-up'))`;
const UNIQUE_VIOLATION = "23505";

async function useInvitation(session: Session, secret: string): Promise<string | null> {
  const sql = `delete from ${INVITED} returning member`;
  return (await session.rows<{ member: string }>(sql, [hashOf(secret)]))[0]?.member ?? null;
}

interface Unbound {
  readonly id: string;
  readonly accepted: boolean;
}

/** An account that has an address, before an invitation to it; with a link, whom that invites. */
async function findUnbound(session: Session, { email }: Identity, invitation: string | null): Promise<Unbound | null> {
  if (email === null) return null;
  const invited = `select 1 from registry.invitation i where i.member = member.id and i.expires_at > now()`;
  const where =
    invitation === null ? `accepted_at is not null or exists (${invited})` : `exists (${invited} and i.hash = ?)`;
  const rows = await session.rows<Unbound>(
    `select id, accepted_at is not null as accepted from registry.member
      where email = ? and oidc_subject is null and (${where})
      order by accepted_at is null, created_at, id limit 1 for update`,
    [email, ...(invitation === null ? [] : [invitation])],
  );
  return rows[0] ?? null;
}
