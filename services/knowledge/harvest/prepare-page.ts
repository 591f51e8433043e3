// What a page will write, made while the page before it is being written. In: a page of a feed. Out: the rows of mirror
// and index of each record. The process answers readers meanwhile: the work is done a few records at a time, and that of
// the database on another connection than the one that writes.
import { setImmediate as turn } from "node:timers/promises";
import type { FeedEntry, FeedPage } from "../../../schema/change-feed.js";
import { addVectors, indexRows, type IndexRows } from "../index/write-index.js";
import { mirrorRow, type MirrorRow } from "../mirror/write-mirror.js";
import type { Session } from "../../database/session.js";
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

/** What pages are prepared with. */
export interface Preparation {
  /** Any connection: nothing is read or written. */
  readonly database: Session;
  /** Whether a record was erased: references to it are not taken in. */
  readonly isErased?: (id: string) => boolean;
}

/** Records between two turns of the event loop. */
const AT_ONCE = 20;

/** Prepares a page. Throws when the database fails. */
export async function preparePage(read: FeedPage, { database, isErased }: Preparation): Promise<PreparedPage> {
  const page = withoutUnsortable(read);
  const mirrored = new Map<string, MirrorRow>();
  const indexed: IndexRows[] = [];
  for (const { id, record } of lastEntries(page.entries)) {
    if (record === null) continue;
    const draft = toDraft(record, isErased);
    mirrored.set(id, mirrorRow(draft));
    indexed.push(indexRows(draft));
    if (mirrored.size % AT_ONCE === 0) await turn();
  }
  const rows = (await addVectors(database, indexed)).flatMap((index) => {
    const mirror = mirrored.get(index.id);
    return mirror === undefined ? [] : [[index.id, { mirror, index }] as const];
  });
  return { ...page, rows: new Map(rows) };
}

/** A name that is too long to be sorted by breaks the contract of no one but the database: refused like the rest. */
function withoutUnsortable(page: FeedPage): FeedPage {
  const isSortable = ({ id, record }: FeedEntry) => record === null || !hasLongName({ id, name: String(record.name) });
  const refused = page.entries.filter((entry) => !isSortable(entry));
  if (refused.length === 0) return page;
  return { ...page, entries: page.entries.filter(isSortable), refused: [...page.refused, ...refused] };
}
