// Records that an act named before the network's feed has told of them. In: those that nothing has confirmed for a while.
// Out: they are confirmed by the mirror, or still their owner's, or gone: one that came and went between two harvests is never
// told of by the feed.
import type { AskHub } from "../../../schema/ask-hub.js";
import type { Database } from "../../database/open-database.js";
import { forgetPeople } from "./forget-people.js";
import { lookUp } from "./look-up.js";
import { writeRecords } from "./write-records.js";

export interface RecheckOptions {
  readonly database: Database;
  readonly ask: AskHub;
}

const AFTER_S = 20;
const AT_ONCE = 100;

/** Looks at them again. Throws when an owner does not answer: then nothing is concluded, and it is tried again. */
export async function recheckRecords({ database, ask }: RecheckOptions): Promise<void> {
  const due = await database.rows<{ id: string }>(
    `select id from exchange.record where not confirmed and not gone
       and seen_at < now() - interval '${AFTER_S} s' order by seen_at limit ${AT_ONCE}`,
  );
  const ids = due.map(({ id }) => id);
  if (ids.length === 0) return;
  const harvested = await lookUp(ask, ids, { visibility: "NETWORK", freshness: "mirror" });
  const rest = ids.filter((id) => !harvested.has(id));
  const owned = await lookUp(ask, rest, { visibility: "NETWORK", freshness: "auto", mustBeWhole: true });
  const gone = rest.filter((id) => !owned.has(id));
  await database.transaction(async (tx) => {
    await writeRecords(tx, [...harvested.values()], { confirmed: true });
    await writeRecords(tx, [...owned.values()], { confirmed: false });
    await tx.rows(`update exchange.record set gone = true, confirmed = true where id = any(?::text[])`, [gone]);
    await forgetPeople(tx, gone);
  });
}
