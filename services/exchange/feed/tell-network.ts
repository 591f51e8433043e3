// The feed of what the hub itself holds (schema/hub-records.ts). In: records as they are now, in the transaction that made
// them so. Out: numbers without holes, in the order of commits: the number is taken under a lock that the commit releases.
import type { HubChange, HubRecord, HubRecords } from "../../../schema/hub-records.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { storableJson } from "../../database/storable-json.js";

const CHANNEL = "exchange_told";

/**
 * Takes the feed, until the transaction ends: what is read from now on has in it whatever others have told before. Nothing that
 * others may hold is locked after it.
 */
export async function takeFeed(tx: Session): Promise<void> {
  await tx.rows("select 1 from exchange.feed for update");
}

/** Tells of a record as it is now; null: it is gone. Last in its transaction, for it holds up all others that tell. */
export async function tellNetwork(tx: Session, id: string, record: HubRecord | null): Promise<void> {
  await tx.rows(
    `with number as (update exchange.feed set last = last + 1 returning last)
     insert into exchange.told (id, sequence, record) select ?, last, ?::jsonb from number
     on conflict (id) do update set sequence = excluded.sequence, record = excluded.record`,
    [id, record === null ? null : storableJson(record)],
  );
  await tx.rows(`select pg_notify('${CHANNEL}', '')`);
}

/** The feed, to be read by whoever wants to know. */
export function hubRecordsOf(database: Database): HubRecords {
  return {
    async after(sequence, most) {
      const rows = await database.rows<{ sequence: string; id: string; record: HubRecord | null }>(
        `select sequence::text, id, record from exchange.told where sequence > ?::bigint order by sequence limit ?`,
        [String(sequence), most + 1],
      );
      const changes = rows.slice(0, most).map((row): HubChange => ({ ...row, sequence: Number(row.sequence) }));
      return { changes, hasMore: rows.length > most };
    },
    async onChange(listener) {
      const hearing = await database.listen(CHANNEL, () => listener());
      return () => hearing.stop();
    },
  };
}
