// Following what partners publish and withdraw. In: the hub's change feed, as any reader may poll it. Out: the copy of whose
// records are whose, and a call for what has changed. Any number of processes may follow: each page is applied by one.
import type { AskHub } from "../../../schema/ask-hub.js";
import { CodedError } from "../../../schema/errors.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { lookUp, type KnownRecord } from "./look-up.js";
import { recheckSoon } from "./recheck-records.js";
import { walkRecords } from "./walk-records.js";
import { writeRecords } from "./write-records.js";

/** What a page of the feed says, in the transaction that takes it in. */
export interface RecordNews {
  readonly changed: readonly KnownRecord[];
  /** Those of them that were not known before. */
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

export interface FollowingOptions {
  readonly database: Database;
  readonly ask: AskHub;
  /** What else is done about news, in the same transaction. */
  readonly onNews: (tx: Session, news: RecordNews) => Promise<void>;
  /** Whether to leave off: what has not been taken in is taken in another time. */
  readonly isEnding?: () => boolean;
}

interface Feed {
  readonly changes: ReadonlyArray<{ readonly op: "UPSERT" | "DELETE"; readonly id: string }>;
  readonly endCursor: string;
  readonly hasMore: boolean;
}

const PAGE = 200;
const OPERATION = `query News($after: String) { feed: recordChangesSince(after: $after, first: ${PAGE}) {
  changes { op id } endCursor hasMore } }`;

/** Takes in everything that is new. Gives whether there was anything. Throws when there is no place to go on from, even anew. */
export async function followRecords(options: FollowingOptions): Promise<boolean> {
  const { isEnding = () => false } = options;
  const held = await readCursor(options.database);
  let cursor = held ?? (await beginAnew(options, held));
  let hasBegun = held === null;
  for (let isNews = false; cursor !== null && !isEnding(); isNews = true) {
    const feed = await readFeed(options.ask, cursor).catch((error: unknown) => {
      if (!hasBegun && error instanceof CodedError && error.extensions["code"] === "CURSOR_EXPIRED") return null;
      throw error;
    });
    if (feed === null) {
      hasBegun = true; // once: should it be too old again, the next ring tries
      cursor = await beginAnew(options, cursor);
      continue;
    }
    if (feed.endCursor === cursor) return isNews;
    const isOurs = await applyFeed(options, cursor, feed);
    if (!isOurs) return true; // another process is at it
    if (!feed.hasMore) return isNews || feed.changes.length > 0;
    cursor = feed.endCursor;
  }
  return true;
}

async function readCursor(session: Session): Promise<string | null> {
  const [row] = await session.rows<{ cursor: string | null }>("select cursor from exchange.record_cursor");
  return row?.cursor ?? null;
}

async function readFeed(ask: AskHub, after: string | null): Promise<Feed> {
  const as = { visibility: "NETWORK", freshness: "mirror" } as const;
  const data = await ask({ subgraph: "knowledge", operation: OPERATION, variables: { after }, ...as });
  return data["feed"] as Feed; // as the operation asks
}

/** Applies a page, when nobody else has. */
async function applyFeed({ database, ask, onNews }: FollowingOptions, after: string, feed: Feed): Promise<boolean> {
  const ids = feed.changes.map(({ id }) => id);
  const found = await lookUp(ask, ids, { visibility: "NETWORK", freshness: "mirror" });
  const lastOps = new Map(feed.changes.map(({ id, op }) => [id, op]));
  const missing = [...lastOps.keys()].filter((id) => !id.startsWith("hub:") && !found.has(id));
  const gone = missing.filter((id) => lastOps.get(id) === "DELETE");
  return database.transaction(async (tx) => {
    const moved = await tx.rows(`update exchange.record_cursor set cursor = ? where cursor = ? returning 1`, [
      feed.endCursor,
      after,
    ]);
    if (moved.length === 0) return false;
    const held = await lockRecords(tx, ids);
    const before = new Set(held.flatMap(({ id, gone: isGone }) => (isGone ? [] : [id])));
    const added = [...found.keys()].filter((id) => !before.has(id));
    await writeRecords(tx, [...found.values()], { confirmed: true });
    await tx.rows(`update exchange.record set news_at = now() where id = any(?::text[])`, [[...found.keys()]]);
    await tx.rows(`update exchange.record set gone = true, confirmed = true where id = any(?::text[])`, [gone]);
    // Published, and nobody answers for it: its partner is not listed yet, where it comes back, or it is gone by now.
    await recheckSoon(
      tx,
      missing.filter((id) => lastOps.get(id) === "UPSERT"),
    );
    await onNews(tx, { changed: [...found.values()], added, gone });
    return true;
  });
}

/** Locks the rows of records, in the order of their ids, and of those that name one of them. */
function lockRecords(
  tx: Session,
  ids: readonly string[],
): Promise<Array<{ readonly id: string; readonly gone: boolean }>> {
  return tx.rows(
    `select id, gone from exchange.record where id = any(?::text[]) or people && ?::text[] order by id for update`,
    [ids, ids],
  );
}

/**
 * Walks everything once, from a place in the feed that was taken before. Gives that place; null when it left off, or when
 * another process has got further meanwhile.
 */
async function beginAnew(options: FollowingOptions, before: string | null): Promise<string | null> {
  const { database, ask, onNews, isEnding = () => false } = options;
  let place = await readFeed(ask, null);
  while (place.hasMore && !isEnding()) place = await readFeed(ask, place.endCursor);
  const met = new Set<string>();
  let isWhole = true;
  for await (const { records, isPartial } of walkRecords(ask)) {
    if (isEnding()) return null;
    isWhole &&= !isPartial;
    for (const { id } of records) met.add(id);
    await writeRecords(database, records, { confirmed: true });
  }
  return database.transaction(async (tx) => {
    const moved = await tx.rows(
      `update exchange.record_cursor set cursor = ? where cursor is not distinct from ? returning 1`,
      [place.endCursor, before],
    );
    if (moved.length === 0) return null;
    const held = await tx.rows<{ id: string }>(`select id from exchange.record where not gone order by id for update`);
    const gone = isWhole ? held.flatMap(({ id }) => (met.has(id) ? [] : [id])) : [];
    await tx.rows(`update exchange.record set gone = true, confirmed = true where id = any(?::text[])`, [gone]);
    await onNews(tx, { changed: [], added: [], gone });
    return place.endCursor;
  });
}
