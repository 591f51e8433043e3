// The hub's own feed after a restored backup. In: the knowledge service's database. Out: a new epoch: the numbers that come
// next were given to other changes already, and cursors of before are told to begin anew.
import type { Session } from "../../database/session.js";

/** Gives the hub's feed a new epoch. */
export async function beginNewFeed(session: Session): Promise<void> {
  await session.rows(`update knowledge.change_end set epoch = gen_random_uuid()`);
}
