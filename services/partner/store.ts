// The partner store's door for writers: save and delete records, feed included. In: drafts or ids. Out: what changed.
import type { RecordDraft } from "../records/record-draft.js";
import type { Store } from "./store/open-store.js";
import { toStoredRow } from "../records/store/record-row.js";
import { deleteRows, writeRows, type WrittenRow } from "./store/write-records.js";

export { openStore, type Store } from "./store/open-store.js";

/**
 * Saves records of one partner in one transaction and says which were created or changed; a record equal to what is
 * stored writes nothing, in the feed neither. Throws when an id is not this partner's; then nothing is saved.
 */
export async function saveRecords(
  store: Store,
  partner: string,
  drafts: readonly RecordDraft[],
): Promise<readonly WrittenRow[]> {
  const now = new Date().toISOString();
  return writeRows(
    store,
    drafts.map((draft) => toStoredRow(partner, draft, now)),
    { now },
  );
}

/** Deletes records of one partner in one transaction. Returns how many there were. */
export async function deleteRecords(store: Store, partner: string, ids: readonly string[]): Promise<number> {
  const own = ids.filter((id) => id.startsWith(`${partner}:`));
  return deleteRows(store, own, new Date().toISOString());
}
