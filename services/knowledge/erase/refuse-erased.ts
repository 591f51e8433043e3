// A later harvest of what was erased. In: entries of a page, in the transaction that applies them. Out: the same, those of
// erased records as if the partner had deleted them; what the partner offers still is noted.
import type { FeedEntry } from "../../../schema/change-feed.js";
import type { Session } from "../../database/session.js";
import { readErased, setOffered } from "./erasure-table.js";

interface Offered {
  readonly partner: string;
  readonly generation: number;
  readonly entries: readonly FeedEntry[];
}

/** Refuses erased records. The source's row is locked: an erasure comes before or after all of the page. */
export async function refuseErased(tx: Session, { partner, generation, entries }: Offered): Promise<FeedEntry[]> {
  const erased = await readErased(
    tx,
    partner,
    entries.map(({ id }) => id),
  );
  for (const { id, record } of entries)
    if (erased.has(id)) await setOffered(tx, id, record === null ? null : generation);
  return entries.map((entry) => (erased.has(entry.id) ? { ...entry, record: null } : entry));
}
