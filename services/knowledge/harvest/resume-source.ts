// A person has decided about a partner. In: its key. Out: its records are seen; what was held is gone; a feed that ran
// backwards is read anew from a snapshot, under an era of its own, so that what it says now counts as newer than all it
// said before.
import type { Database } from "../../database/open-database.js";
import { buryAll } from "./bury-absent.js";
import { logChanges } from "./change-log.js";
import { isHidden, showSource } from "./hide-source.js";
import { lockSource, readSource } from "./source-table.js";

/** Resumes a source, whatever held it up. Others are left as they are. */
export async function resumeSource(database: Database, partner: string): Promise<void> {
  await readSource(database, partner);
  await database.transaction(async (tx) => {
    const source = await lockSource(tx, partner);
    const gone = source.state === "HELD" ? await buryAll(tx, partner, source.generation) : [];
    const isAnew = source.state === "QUARANTINED";
    await tx.rows(
      `update knowledge.source set state = 'FOLLOWING', held = 0, next_at = now(), failures = 0, last_failure = null,
         epoch = case when ? then null else epoch end, cursor = case when ? then null else cursor end
       where partner = ?`,
      [isAnew, isAnew, partner],
    );
    if (await isHidden(tx, partner)) await showSource(tx, partner); // what was hidden is gone for readers already
    else await logChanges(tx, partner, gone);
  });
}
