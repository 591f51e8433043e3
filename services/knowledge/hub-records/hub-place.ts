// Where we stand in the feed of what the hub itself holds. In: the database. Out: a number; its row is the lock under
// which pages are applied and records erased, so that any number of processes may take in.
import type { Session } from "../../database/session.js";

/** The number of the last change that was applied. */
export async function readHubPlace(session: Session): Promise<number> {
  const [row] = await session.rows<{ sequence: string }>(`select sequence::text from knowledge.hub_place`);
  return Number(row?.sequence ?? 0);
}

/** The same; until the transaction ends, nobody else applies a page or erases what one told of. */
export async function lockHubPlace(tx: Session): Promise<number> {
  const [row] = await tx.rows<{ sequence: string }>(`select sequence::text from knowledge.hub_place for update`);
  return Number(row?.sequence ?? 0);
}

/** Notes how far we have come. `isUntidy`: words were changed or removed. */
export async function saveHubPlace(tx: Session, sequence: number, isUntidy: boolean): Promise<void> {
  await tx.rows(
    `update knowledge.hub_place set sequence = ?, untidy_since = case when ? then coalesce(untidy_since, now())
       else untidy_since end`,
    [sequence, isUntidy],
  );
}

/** Whether it is time to tidy up after changes; true for one process only. */
export async function claimTidying(session: Session, afterMs: number): Promise<boolean> {
  const claimed = await session.rows(
    `update knowledge.hub_place set untidy_since = null
     where untidy_since <= now() - ? * interval '1 ms' returning 1`,
    [afterMs],
  );
  return claimed.length > 0;
}

/** Tidying did not work out: it is to be done again. */
export async function setUntidy(session: Session): Promise<void> {
  await session.rows(`update knowledge.hub_place set untidy_since = coalesce(untidy_since, now())`);
}
