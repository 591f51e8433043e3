// Erasing a record, in one transaction. In: its id. Out: mirror, index, what refers to it and what was told of it are
// without it; readers of the change feed are told that it is gone, for as long as that feed goes back.
import { ownerOf } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { logChanges } from "../harvest/change-log.js";
import { isHidden } from "../harvest/hide-source.js";
import { removeRecords } from "../harvest/remove-records.js";
import { forgetNamed } from "../hub-records/forget-references.js";
import { insertErasure, setOffered, tellOfErasures } from "./erasure-table.js";
import { removeReferences } from "./remove-references.js";

/** Erases a record, held or not. */
export async function eraseRecord(tx: Session, id: string): Promise<void> {
  await lockGeneration(tx, ownerOf(id));
  await insertErasure(tx, id);
  await forgetErased(tx, id);
  await tellOfErasures(tx);
}

/** Removes what the hub holds of a record that is noted as erased. A partner of whom it held one offers it still. */
export async function forgetErased(tx: Session, id: string): Promise<void> {
  const generation = await lockGeneration(tx, ownerOf(id));
  const isHeld = await forgetRecord(tx, id);
  if (isHeld && generation !== null) await setOffered(tx, id, generation);
}

/** Gives whether there was one. */
async function forgetRecord(tx: Session, id: string): Promise<boolean> {
  const partner = ownerOf(id);
  const removed = await removeRecords(tx, [id]);
  await tx.rows(`update knowledge.applied set is_gone = true, at = now() where partner = ? and id = ?`, [partner, id]);
  await tx.rows(`delete from knowledge.refused where partner = ? and id = ?`, [partner, id]);
  await removeReferences(tx, id);
  await forgetNamed(tx, id);
  await tx.rows(`delete from knowledge.change where id = ? and op = 'UPSERT'`, [id]);
  if (!(await isHidden(tx, partner))) await logChanges(tx, partner, removed);
  return removed.length > 0;
}

/** Waits for a harvest that is under way; the next one finds the erasure. Null when the partner was never harvested. */
async function lockGeneration(tx: Session, partner: string): Promise<number | null> {
  const [source] = await tx.rows<{ generation: number }>(
    `select generation from knowledge.source where partner = ? for update`,
    [partner],
  );
  return source?.generation ?? null;
}
