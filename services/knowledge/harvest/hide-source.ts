// Partners that are not ACTIVE, suspended or in quarantine: nobody sees their records. In: a partner's key, and the
// transaction in which it is hidden or shown. Out: readers of the change feed are told of every record.
import type { Session } from "../../database/session.js";
import { logAllRecords } from "./change-log.js";
import { lockSource, readSource } from "./source-table.js";

/** The partner's records vanish; nothing happens when they have already. */
export async function hideSource(tx: Session, partner: string): Promise<void> {
  await readSource(tx, partner); // so that there is a row to lock
  await lockSource(tx, partner); // what a harvest is writing comes before
  const hidden = `insert into knowledge.hidden (partner) values (?) on conflict do nothing returning partner`;
  if ((await tx.rows(hidden, [partner])).length > 0) await logAllRecords(tx, partner, "DELETE");
}

/** The partner's records are back. Its source must be locked. */
export async function showSource(tx: Session, partner: string): Promise<void> {
  await tx.rows(`delete from knowledge.hidden where partner = ?`, [partner]);
  await logAllRecords(tx, partner, "UPSERT");
}

/** Whether a partner is hidden. Certain until the transaction ends when its source was locked before. */
export async function isHidden(tx: Session, partner: string): Promise<boolean> {
  return (await tx.rows(`select from knowledge.hidden where partner = ?`, [partner])).length > 0;
}

/** The partners that are hidden, in one text: it changes when they do. */
export async function readHidden(session: Session): Promise<string> {
  const [row] = await session.rows<{ hidden: string }>(
    `select coalesce(string_agg(partner, ' ' order by partner), '') as hidden from knowledge.hidden`,
  );
  return row?.hidden ?? "";
}
