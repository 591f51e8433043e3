// The audit log: who did what, when. In: acts. Out: rows that nothing changes or removes, and pages of them, the latest
// first. Nobody's data is in it but the actor's id: notes are of our wording, with ids and figures.
import type { Act, ActSession, AuditLog } from "../../schema/audit.js";
import { badInput } from "../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../schema/page-request.js";
import { toDateTime } from "../../schema/scalars.js";
import { joinSql, sql, type Session } from "../database/session.js";
import { isoSql } from "../database/time-sql.js";

export interface AuditQuery {
  readonly since: unknown;
  readonly first: unknown;
  readonly after: string | null;
}

interface AuditEntry extends Act {
  readonly id: string;
  readonly at: string;
}

interface AuditPage {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: AuditEntry }>;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** What coordinators wrote beside an act, as long as it is kept. */
const REASON = "select reason from registry.suspension where act = audit.number";

export class AuditEntries implements AuditLog {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async note({ actor, action, subject, note = null }: Act, within: ActSession = this.#session): Promise<void> {
    await within.rows(`insert into registry.audit (actor, action, subject, note) values (?, ?, ?, ?)`, [
      ...[actor, action, subject, note],
    ]);
  }

  /** A page, the latest first. Throws `BAD_USER_INPUT`. */
  async list({ since, first, after }: AuditQuery): Promise<AuditPage> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const recent = sinceSql(since);
    const rest = joinSql(after === null ? [recent] : [recent, sql("number < ?", readCursor(after))], "and");
    const rows = await this.#session.rows<AuditEntry>(
      `select number::text as id, ${isoSql("at")} as at, actor, action, subject, coalesce(note, (${REASON})) as note
         from registry.audit where ${rest.text} order by number desc limit ?`,
      [...rest.values, size + 1],
    );
    const [count] = await this.#session.rows<{ total: number }>(
      `select count(*)::integer as total from registry.audit where ${recent.text}`,
      recent.values,
    );
    return {
      edges: rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node })),
      hasNextPage: rows.length > size,
      totalCount: count?.total ?? 0,
    };
  }
}

function sinceSql(since: unknown): ReturnType<typeof sql> {
  if (since === undefined || since === null) return sql("true");
  const time = toDateTime(since);
  if (time === null) throw badInput("since", "a date and time, like 2026-11-22T09:30:00.000Z", since);
  return sql("at >= ?", time);
}

function cursorOf({ id }: AuditEntry): string {
  return Buffer.from(`["audit",${id}]`).toString("base64url");
}

function readCursor(cursor: string): string {
  const number = /^\["audit",(\d{1,18})\]$/.exec(Buffer.from(cursor.slice(0, 200), "base64url").toString("utf8"))?.[1];
  if (number === undefined) throw badInput("after", "a cursor of the audit log", cursor);
  return number;
}
