// Removing records from everything the hub keeps of them. In: ids. Out: what is to be told of it.
import type { Session } from "../../database/session.js";
import { forgetEndorsements } from "../hub-records/forget-references.js";
import { unindexRecords } from "../index/write-index.js";
import { removeFromMirror } from "../mirror/write-mirror.js";
import type { LoggedChange } from "./change-log.js";

/** Removes records from mirror and index; ids that are not there are passed over. */
export async function removeRecords(tx: Session, ids: readonly string[]): Promise<LoggedChange[]> {
  if (ids.length === 0) return [];
  const removed = await removeFromMirror(tx, ids);
  await unindexRecords(tx, ids);
  await forgetEndorsements(
    tx,
    ids.filter((id) => id.includes(":person:")),
  );
  return removed.map(({ id, seenByPublic }) => ({ id, op: "DELETE", seenByPublic }));
}
