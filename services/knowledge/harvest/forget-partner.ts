// A partner left the network. In: its key. Out: nothing of its records in mirror, index, feeds and statistics. Its source
// stays as a tombstone, so that no harvest, not even one that is under way, can bring anything back.
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { RECORD_TABLES } from "../../records/store/record-tables.js";
import { MIRROR_SCHEMA } from "../mirror/mirror-tables.js";
import { logAllRecords } from "./change-log.js";
import { tidyUp } from "./forget.js";
import { removeRecords } from "./remove-records.js";

const AT_ONCE = 500;
const WITHOUT_TEXT = ["knowledge.applied", "knowledge.refused"];

/** Forgets a partner for good. May be interrupted, and asked again. */
export async function forgetPartner(database: Database, partner: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.rows(BURY_SOURCE, [partner]); // waits for the page that is being written
    const hidden = `insert into knowledge.hidden (partner) values (?) on conflict do nothing returning partner`;
    if ((await tx.rows(hidden, [partner])).length > 0) await logAllRecords(tx, partner, "DELETE");
  });
  while ((await database.transaction((tx) => removeSome(tx, partner))) > 0);
  for (const table of WITHOUT_TEXT) await database.rows(`delete from ${table} where partner = ?`, [partner]);
  await database.rows(`delete from knowledge.change where partner = ? and op = 'UPSERT'`, [partner]);
  await tidyUp(database);
}

const BURY_SOURCE = `insert into knowledge.source (partner, state) values (?, 'DEPARTED') on conflict (partner)
  do update set state = 'DEPARTED', epoch = null, cursor = null, held = 0, last_failure = null`;

const OWN_IDS = [
  ...RECORD_TABLES.map((table) => `(select id from ${MIRROR_SCHEMA}.${table} where partner = ? limit ${AT_ONCE})`),
  `(select id from knowledge.entry where partner = ? limit ${AT_ONCE})`,
];

async function removeSome(tx: Session, partner: string): Promise<number> {
  const rows = await tx.rows<{ id: string }>(
    OWN_IDS.join(" union "),
    OWN_IDS.map(() => partner),
  );
  const ids = rows.map(({ id }) => id);
  await removeRecords(tx, ids);
  return ids.length;
}
