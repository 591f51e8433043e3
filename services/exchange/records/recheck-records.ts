// Records of which the network's feed has not told all: that an act named before it did, or for which nobody answered when it
// did. In: those that nothing has confirmed for a while.
// Out: they are confirmed by the mirror, or still their owner's, or gone: one that came and went between two harvests is never
// told of by the feed.
import type { AskHub } from "../../../schema/ask-hub.js";
import { parseRecordId } from "../../../schema/record-id.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { forgetPeople } from "./forget-people.js";
import { lookUp } from "./look-up.js";
import { writeRecords } from "./write-records.js";

export interface RecheckOptions {
  readonly database: Database;
  readonly ask: AskHub;
}

const AFTER_S = 20;
/** Every process knows the partners anew by then. */
const SOON_S = 10;
const AT_ONCE = 100;

/** Looks at them again. Throws when an owner does not answer: then nothing is concluded, and it is tried again. */
export async function recheckRecords({ database, ask }: RecheckOptions): Promise<void> {
  const due = await database.rows<{ id: string }>(
    `select id from exchange.record where not confirmed and seen_at < now() - interval '${AFTER_S} s' order by seen_at limit ${AT_ONCE}`,
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

/** Has records looked at again soon; until then they stay as they were, and new ones are not there. */
export async function recheckSoon(tx: Session, ids: readonly string[]): Promise<void> {
  const rows = ids.map((id) => ({ id, type: parseRecordId(id)?.typename }));
  await tx.rows(
    `insert into exchange.record (id, type, visibility, gone, topics, areas, people, created_at, updated_at, confirmed, seen_at)
     select r.id, r.type, 'NETWORK', true, '{}', '{}', '{}', now(), now(), false, now() - interval '${AFTER_S - SOON_S} s'
     from jsonb_to_recordset(?::jsonb) as r(id text, type text) where r.type is not null
     on conflict (id) do update set confirmed = false, seen_at = excluded.seen_at`,
    [JSON.stringify(rows)],
  );
}
