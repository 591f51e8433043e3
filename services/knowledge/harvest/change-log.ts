// The hub's own change feed: what readers are told as the hub learns of it. In: what a transaction changed. Out:
// entries in the order of commits. As at the partners, the numbers are taken last, under the lock of the feed's end.
import { parseRecordId } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";

/** A change of a record of some partner, or of the hub's own. */
export interface LoggedChange {
  readonly id: string;
  readonly op: "UPSERT" | "DELETE";
  /** Whether it was PUBLIC before or is now. */
  readonly seenByPublic: boolean;
}

export const CHANGES_CHANNEL = "maillage_changes";

/** Appends changes. Call it last in the transaction: other writers now wait for us. */
export async function logChanges(tx: Session, partner: string | null, changes: readonly LoggedChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change, index) => ({
    ...change,
    index: index + 1,
    type: parseRecordId(change.id)?.typename.toUpperCase() ?? "",
  }));
  await tx.rows(
    `with reserved as (update knowledge.change_end set last = last + ? returning last),
     logged as (insert into knowledge.change (position, at, op, id, partner, type, seen_by_public)
       select reserved.last - ? + entry.index, now(), entry.op, entry.id, ?, entry.type, entry."seenByPublic"
       from reserved, jsonb_to_recordset(?::jsonb)
         as entry(id text, op text, index integer, type text, "seenByPublic" boolean))
     select pg_notify('${CHANGES_CHANNEL}', last::text) from reserved`,
    [changes.length, changes.length, partner, JSON.stringify(rows)],
  );
}

/** Appends a change of every record of a partner, as when all of them vanish or come back. */
export async function logAllRecords(tx: Session, partner: string, op: LoggedChange["op"]): Promise<void> {
  await tx.rows(
    `with every as (select id, type, visibility = 'PUBLIC' as seen, row_number() over (order by id) as index
       from knowledge.entry where partner = ?),
     many as (select count(*) as many from every),
     reserved as (update knowledge.change_end set last = last + many from many where many > 0 returning last, many),
     logged as (insert into knowledge.change (position, at, op, id, partner, type, seen_by_public)
       select reserved.last - reserved.many + every.index, now(), ?, every.id, ?, every.type, every.seen
       from reserved, every)
     select pg_notify('${CHANGES_CHANNEL}', last::text) from reserved`,
    [partner, op, partner],
  );
}
