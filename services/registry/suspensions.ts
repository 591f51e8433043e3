// Why coordinators suspended partners, as rows beside the audit log, which holds no text that people write. In: reasons. Out: rows
// that go with their partner; the reason of the suspension that lasts.
import type { Session } from "../database/session.js";
import { isoSql } from "../database/time-sql.js";

/** Why a partner is suspended. `since` is an ISO 8601 time. */
export interface Suspension {
  readonly reason: string;
  readonly since: string;
}

/** Keeps the reason of the act that was noted last in this transaction. */
export async function writeReason(session: Session, partner: string, reason: string): Promise<void> {
  await session.rows(
    `insert into registry.suspension (act, partner, reason)
       values (currval(pg_get_serial_sequence('registry.audit', 'number')), ?, ?)`,
    [partner, reason],
  );
}

/** The latest reason of each partner that is SUSPENDED now. */
export async function readSuspensions(session: Session, keys: readonly string[]): Promise<Map<string, Suspension>> {
  const rows = await session.rows<Suspension & { readonly partner: string }>(
    `select distinct on (s.partner) s.partner, s.reason, ${isoSql("s.at")} as since from registry.suspension s
       join registry.partner p on p.key = s.partner and p.state = 'SUSPENDED'
      where s.partner = any(?::text[]) order by s.partner, s.act desc`,
    [keys],
  );
  return new Map(rows.map(({ partner, reason, since }) => [partner, { reason, since }]));
}
