// What a page will write, made while the page before it is being written. In: a page of a feed. Out: the rows of mirror
// and index of each record. The process answers readers meanwhile: the work is done a few records at a time.
import { setImmediate as turn } from "node:timers/promises";
import type { FeedEntry, FeedPage } from "../../../schema/change-feed.js";
import { indexRows, type IndexRows } from "../index/write-index.js";
import { mirrorRow, type MirrorRow } from "../mirror/write-mirror.js";
import { hasLongName } from "../../records/store/record-row.js";
import { lastEntries } from "./source-place.js";
import { toDraft } from "./to-draft.js";

/** The rows of a record. */
export interface PreparedRecord {
  readonly mirror: MirrorRow;
  readonly index: IndexRows;
}

/** A page with the rows of its records by id. Entries that cannot be stored are among those that were refused. */
export interface PreparedPage extends FeedPage {
  readonly rows: ReadonlyMap<string, PreparedRecord>;
}

/** Records between two turns of the event loop. */
const AT_ONCE = 20;

/** Prepares a page. */
export async function preparePage(read: FeedPage, isErased?: (id: string) => boolean): Promise<PreparedPage> {
  const page = withoutUnsortable(read);
  const rows = new Map<string, PreparedRecord>();
  for (const { id, record } of lastEntries(page.entries)) {
    if (record === null) continue;
    const draft = toDraft(record, isErased);
    rows.set(id, { mirror: mirrorRow(draft), index: indexRows(draft) });
    if (rows.size % AT_ONCE === 0) await turn();
  }
  return { ...page, rows };
}

/** A name that is too long to be sorted by breaks the contract of no one but the database: refused like the rest. */
function withoutUnsortable(page: FeedPage): FeedPage {
  const isSortable = ({ id, record }: FeedEntry) => record === null || !hasLongName({ id, name: String(record.name) });
  const refused = page.entries.filter((entry) => !isSortable(entry));
  if (refused.length === 0) return page;
  return { ...page, entries: page.entries.filter(isSortable), refused: [...page.refused, ...refused] };
}
