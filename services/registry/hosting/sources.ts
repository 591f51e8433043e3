// Sources: from where the hub fetches hosted partners' tables by itself. In: what administrators set, and the time. Out:
// rows, incidents. Of all processes one looks at a source; what cannot be read leaves everything as it was.
import { badInput } from "../../../schema/errors.js";
import { actorOf, type AuditLog } from "../../../schema/audit.js";
import type { HostedPartners, SourceFigures, SourceVisit, TableSource } from "../../../schema/hosted-partners.js";
import type { IncidentLog } from "../../../schema/incidents.js";
import type { Principal } from "../../../schema/principal.js";
import { isoSql } from "../../database/time-sql.js";
import type { Session } from "../../database/session.js";
import type { RegistryDatabase } from "../store/open-registry-store.js";

/** A source as it stands. */
export interface SourceRecord extends TableSource {
  readonly everyHours: number;
  readonly checkedAt: string | null;
  readonly nextAt: string;
  readonly state: "NEW" | "FINE" | "UNREADABLE" | "STOPPED";
  readonly figures: SourceFigures | null;
  readonly reason: SourceVisit["reason"];
}

export interface SourceParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  readonly incidents: IncidentLog;
  readonly hosted: HostedPartners;
}

const MOST_HOURS = 24 * 31;
const COLUMNS = `partner, url, rows, type, every_hours as "everyHours", ${isoSql("checked_at")} as "checkedAt",
  ${isoSql("next_at")} as "nextAt", state, figures, reason`;
/** Who claims a source and dies is followed by another after this long. */
const CLAIMED = "interval '10 minutes'";
/** What failed is tried again sooner than what was fine. */
const RETRY_HOURS = 1;

export class Sources {
  readonly #parts: SourceParts;

  constructor(parts: SourceParts) {
    this.#parts = parts;
  }

  /** A partner's source, or null. */
  async of(partner: string): Promise<SourceRecord | null> {
    const sql = `select ${COLUMNS} from registry.source where partner = ?`;
    return (await this.#parts.database.rows<SourceRecord>(sql, [partner]))[0] ?? null;
  }

  /** Sets a partner's source, in somebody's name; it is looked at soon. Throws `BAD_USER_INPUT`. */
  async set(source: TableSource & { readonly everyHours: number }, by: Principal): Promise<void> {
    const { partner, everyHours } = source;
    if (everyHours < 1 || everyHours > MOST_HOURS) throw badInput("everyHours", `1 to ${MOST_HOURS}`, everyHours);
    await this.#parts.database.transaction(async (session) => {
      await writeSource(session, source);
      await this.#parts.audit.note({ actor: actorOf(by), action: "source.set", subject: partner }, session);
    });
  }

  /** A partner has no source any more. */
  async remove(partner: string, by: Principal): Promise<void> {
    await this.#parts.database.transaction(async (session) => {
      await session.rows(`delete from registry.source where partner = ?`, [partner]);
      await this.#parts.audit.note({ actor: actorOf(by), action: "source.remove", subject: partner }, session);
    });
  }

  /** Looks at one source whose time has come. False when there is none. */
  async visitNext(): Promise<boolean> {
    const { database, hosted } = this.#parts;
    const [due] = await database.rows<TableSource & { readonly digest: string | null; readonly state: string }>(
      `update registry.source set next_at = now() + ${CLAIMED} where partner = (
         select s.partner from registry.source s join registry.partner p on p.key = s.partner and p.state = 'ACTIVE'
          where s.next_at <= now() order by s.next_at limit 1 for update of s skip locked)
       returning partner, url, rows, type, digest, state`,
    );
    if (due === undefined) return false;
    await this.#note(due, await hosted.visit(due, due.state === "FINE" ? due.digest : null));
    return true;
  }

  async #note({ partner, url }: TableSource, { digest, state, figures, reason }: SourceVisit): Promise<void> {
    const isFine = state === "SAME" || state === "FINE";
    await this.#parts.database.rows(
      `update registry.source set checked_at = now(), digest = ?, state = ?, reason = ?,
         figures = case when ? then figures else ? end,
         next_at = now() + case when ? then every_hours else least(every_hours, ${RETRY_HOURS}) end * interval '1 hour'
       where partner = ? and url = ?`,
      [digest, isFine ? "FINE" : state, json(reason), state === "SAME", json(figures), isFine, partner, url],
    );
    if (isFine) return;
    const kind = state === "STOPPED" ? "SOURCE_STOPPED" : "SOURCE_UNREADABLE";
    await this.#parts.incidents.report({ partner, kind, figures: { refused: figures.refused } });
  }
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Writes a source that is looked at soon. */
export async function writeSource(
  session: Session,
  { partner, url, rows, type, everyHours }: TableSource & { readonly everyHours: number },
): Promise<void> {
  await session.rows(
    `insert into registry.source (partner, url, rows, type, every_hours, next_at, state) values (?, ?, ?, ?, ?, now(), 'NEW')
      on conflict (partner) do update set url = excluded.url, rows = excluded.rows, type = excluded.type,
        every_hours = excluded.every_hours, next_at = excluded.next_at, state = excluded.state, digest = null,
        checked_at = null, figures = null, reason = null`,
    [partner, url, rows, type, everyHours],
  );
}
