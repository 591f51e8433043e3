// The members of partner organizations. In: who acts, and on whom. Out: rows, invitations. An administrator of a partner
// sees and changes that partner's members; of others' there is no sign. Addresses are for those who may see members.
import { randomUUID } from "node:crypto";
import { badInput } from "../../schema/errors.js";
import type { Principal } from "../../schema/principal.js";
import type { ProseLanguage } from "../../schema/prose-language.js";
import { HUB_KEY, ownerOf } from "../../schema/record-id.js";
import type { Session } from "../database/session.js";
import { actorOf, type AuditLog } from "../../schema/audit.js";
import { administers } from "./administers.js";
import { ROLES, type Role } from "./roles.js";
import { hashOf, newSecret } from "./secrets.js";
import { isoSql } from "../database/time-sql.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

export interface MemberRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Null for the network's own staff. */
  readonly organization: string | null;
  readonly role: Role;
  readonly lastSeenAt: string | null;
}

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly organization: string;
  readonly role: Role;
  /** In which the hub writes to them; English when it is not said. */
  readonly language?: ProseLanguage;
}

/** The secret of the link is here and nowhere else. */
export interface Invited {
  readonly member: MemberRecord;
  readonly secret: string;
  readonly expiresAt: Date;
}

/** Has an invitation sent, in the transaction that makes it. */
export type MailInvitation = (tx: Session, invited: Invited, language: ProseLanguage) => Promise<void>;

const INVITED_FOR_MS = 7 * 24 * 3_600_000;
const MEMBER_COLUMNS = `id, name, email, organization, role, ${isoSql("last_seen_at")} as "lastSeenAt"`;
const PARTNER = `split_part(organization, ':', 1) collate "C"`;

export class Members {
  readonly #database: RegistryDatabase;
  readonly #audit: AuditLog;
  readonly #mailInvitation: MailInvitation | null;

  /** `mailInvitation`: how links are sent to whom they invite; null: they are handed on by hand. */
  constructor(database: RegistryDatabase, audit: AuditLog, mailInvitation: MailInvitation | null = null) {
    this.#database = database;
    this.#audit = audit;
    this.#mailInvitation = mailInvitation;
  }

  /** A partner's members, `hub` for the network's own staff; null where this reader sees none. */
  async of(partner: string, reader: Principal): Promise<MemberRecord[] | null> {
    if (!administers(reader, partner)) return null;
    const where = partner === HUB_KEY ? "organization is null" : `${PARTNER} = ?`;
    const values = partner === HUB_KEY ? [] : [partner];
    return this.#database.rows(
      `select ${MEMBER_COLUMNS} from registry.member where ${where} order by created_at, id`,
      values,
    );
  }

  /** Invites; who was invited and has not answered is invited anew, by a new link. Throws `BAD_USER_INPUT`. */
  invite(inviter: Principal, member: NewMember): Promise<Invited> {
    const partner = ownerOf(member.organization);
    if (!administers(inviter, partner)) throw badInput("organization", OWN_ORGANIZATION, member.organization);
    const allowed: readonly Role[] = isCoordinator(inviter) ? ROLES : ROLES.filter((role) => role !== "COORDINATOR");
    if (!allowed.includes(member.role)) throw badInput("role", `one of ${allowed.join(", ")}`, member.role);
    return this.#database.transaction(async (session) => {
      await session.rows(`select pg_advisory_xact_lock(hashtext(?))`, [`member ${member.email}`]);
      const row = await writeInvited(session, member);
      const invitation = await writeInvitation(session, row);
      await this.#mailInvitation?.(session, invitation, member.language ?? "en");
      const note = `role ${member.role}`;
      await this.#audit.note({ actor: actorOf(inviter), action: "member.invite", subject: row.id, note }, session);
      return invitation;
    });
  }

  /** Removes a member with all sessions. False where this reader sees no such member. Throws `BAD_USER_INPUT`. */
  remove(remover: Principal, id: string): Promise<boolean> {
    return this.#database.transaction(async (session) => {
      const sql = `select ${MEMBER_COLUMNS} from registry.member where id = ? for update`;
      const [member] = await session.rows<MemberRecord>(sql, [id]);
      if (member === undefined || !administers(remover, partnerOf(member))) return false;
      if (member.role === "COORDINATOR" && !isCoordinator(remover))
        throw badInput("id", "a member who is no coordinator: coordinators remove coordinators", id);
      await session.rows(`delete from registry.member where id = ?`, [id]);
      await this.#audit.note({ actor: actorOf(remover), action: "member.remove", subject: id }, session);
      return true;
    });
  }
}

const OWN_ORGANIZATION = "the id of an organization of a partner that you administer";

function isCoordinator({ scopes }: Principal): boolean {
  return scopes.includes("network:admin");
}

function partnerOf({ organization }: MemberRecord): string {
  return organization === null ? HUB_KEY : ownerOf(organization);
}

/** That an address has an account with another partner is that partner's affair: it shows when the link is used. */
async function writeInvited(session: Session, member: NewMember): Promise<MemberRecord> {
  const { name, email, organization, role, language = "en" } = member;
  const [known] = await session.rows<{ id: string; accepted: boolean }>(
    `select id, accepted_at is not null as accepted from registry.member where email = ? and ${PARTNER} = ?`,
    [email, ownerOf(organization)],
  );
  if (known?.accepted === true)
    throw badInput("email", "an address that has no account with this partner", "one that has");
  const [row] = await session.rows<MemberRecord>(
    `insert into registry.member (id, name, email, organization, role, language, created_at) values (?, ?, ?, ?, ?, ?, now())
      on conflict (id) do update set name = excluded.name, organization = excluded.organization, role = excluded.role,
        language = excluded.language
      returning ${MEMBER_COLUMNS}`,
    [known?.id ?? randomUUID(), name, email, organization, role, language],
  );
  if (row === undefined) throw new Error("PostgreSQL inserted a member and gave no row.");
  return row;
}

async function writeInvitation(session: Session, member: MemberRecord): Promise<Invited> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + INVITED_FOR_MS);
  await session.rows(
    `insert into registry.invitation (hash, member, expires_at) values (?, ?, ?)
      on conflict (member) do update set hash = excluded.hash, expires_at = excluded.expires_at`,
    [hashOf(secret), member.id, expiresAt],
  );
  return { member, secret, expiresAt };
}
