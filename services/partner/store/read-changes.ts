// Reading the change feed. In: a cursor. Out: the changes after it, oldest first, each with its record as it is now.
// Without a cursor: a snapshot, one UPSERT per live record, all under the number at which the snapshot began, then
// the changes since that number. A record that this reader may no longer see is reported as deleted.
import { parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { openFeeds } from "./append-changes.js";
import { decodeFeedCursor, encodeFeedCursor, type FeedPlace, type FeedView } from "./feed-cursor.js";
import { STORE_SCHEMA as S } from "./tables.js";
import { readByIds } from "../../records/store/read-rows.js";
import { visibleTo, type ReadRow, type ReadScope } from "../../records/store/read-scope.js";
import { RECORD_TYPENAMES } from "../../records/store/rows.js";
import { selectList, tableOf, timeExpression } from "../../records/store/select-list.js";
import { joinSql, sql, type Session } from "../../database/session.js";

/** One entry of the feed. */
export interface FeedChange {
  readonly sequence: string;
  readonly op: "UPSERT" | "DELETE";
  readonly id: string;
  readonly at: string;
  readonly record: ReadRow | null;
}

export interface FeedPage {
  readonly epoch: string;
  readonly restart: boolean;
  readonly changes: readonly FeedChange[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

interface Feed extends FeedView {
  readonly last: string;
}

interface Step {
  readonly changes: readonly FeedChange[];
  readonly place: FeedPlace;
  readonly hasMore: boolean;
}

/** One partner's feed, as one reader sees it. */
export interface FeedScope extends ReadScope {
  readonly partner: string;
}

/** A page of the feed: at most `first` entries after the cursor `after`. */
export async function readChanges(
  session: Session,
  scope: FeedScope,
  { after, first }: { readonly after: string | null; readonly first: number },
): Promise<FeedPage> {
  const feed = await readFeed(session, scope);
  const known = after === null ? null : decodeFeedCursor(feed, after);
  const isKnown = known !== null && (known.kind === "snapshot" || BigInt(known.sequence) <= BigInt(feed.last));
  const place: FeedPlace = isKnown ? known : { kind: "snapshot", start: feed.last, type: 0, id: "" };
  const read = place.kind === "changes" ? readSince : readSnapshot;
  const step = await read(session, scope, { feed, first, place });
  return {
    epoch: feed.epoch,
    restart: after !== null && !isKnown,
    changes: step.changes,
    endCursor: encodeFeedCursor(feed, step.place),
    hasMore: step.hasMore,
  };
}

async function readFeed(session: Session, { partner, reader }: FeedScope): Promise<Feed> {
  const find = () =>
    session.rows<Feed>(`select epoch::text as epoch, last::text as last from ${S}.feed where partner = ?`, [partner]);
  let [feed] = await find();
  if (feed === undefined) {
    await openFeeds(session, [partner]);
    [feed] = await find();
  }
  if (feed === undefined) throw new Error("the feed that was just opened is gone");
  return { ...feed, reader };
}

interface StepQuery {
  readonly feed: Feed;
  readonly first: number;
  readonly place: FeedPlace;
}

/** Records by type and id. A record that changes meanwhile comes again among the changes since `start`. */
async function readSnapshot(session: Session, scope: FeedScope, { feed, first, place }: StepQuery): Promise<Step> {
  if (place.kind !== "snapshot") throw new Error("expected a place in a snapshot");
  const { start } = place;
  const changes: FeedChange[] = [];
  let { type, id } = place;
  // the order of types is part of cursors
  for (; type < RECORD_TYPENAMES.length; type++, id = "") {
    const typename = RECORD_TYPENAMES[type] ?? "Event";
    const rows = await readAfterId(session, scope, { typename, id, limit: first - changes.length + 1 });
    const taken = rows.slice(0, first - changes.length);
    changes.push(...taken.map((row) => snapshotEntry(row, start)));
    const lastId = taken.at(-1)?.id ?? id;
    if (taken.length < rows.length)
      return { changes, place: { kind: "snapshot", start, type, id: lastId }, hasMore: true };
  }
  return { changes, place: { kind: "changes", sequence: start }, hasMore: BigInt(feed.last) > BigInt(start) };
}

function snapshotEntry(record: ReadRow, sequence: string): FeedChange {
  return { sequence, op: "UPSERT", id: record.id, at: record.updatedAt, record };
}

interface AfterId {
  readonly typename: RecordTypename;
  readonly id: string;
  readonly limit: number;
}

function readAfterId(session: Session, scope: ReadScope, { typename, id, limit }: AfterId): Promise<ReadRow[]> {
  const where = joinSql([...visibleTo(scope), sql("id > ?", id)], "and");
  return session.rows<ReadRow>(
    `select ${selectList(typename, scope.mentioned)} from ${tableOf(scope.schema, typename)}
     where ${where.text} order by id limit ${limit}`,
    where.values,
  );
}

type Entry = Omit<FeedChange, "record">;

async function readSince(session: Session, scope: FeedScope, { first, place }: StepQuery): Promise<Step> {
  if (place.kind !== "changes") throw new Error("expected a place among the changes");
  const seen = scope.reader === "PUBLIC" ? " and seen_by_public" : "";
  const found = await session.rows<Entry>(
    `select sequence::text as sequence, op, id, ${timeExpression("at")} as at from ${S}.change
     where partner = ? and sequence > ?::bigint${seen} order by change.sequence limit ${first + 1}`,
    [scope.partner, place.sequence],
  );
  const entries = found.slice(0, first);
  const records = await readPresent(session, scope, entries);
  const changes = entries.map((entry) => present(entry, records));
  const sequence = entries.at(-1)?.sequence ?? place.sequence;
  return { changes, place: { kind: "changes", sequence }, hasMore: found.length > entries.length };
}

function present(entry: Entry, records: ReadonlyMap<string, ReadRow>): FeedChange {
  const record = entry.op === "UPSERT" ? (records.get(entry.id) ?? null) : null;
  return { ...entry, op: record === null ? "DELETE" : "UPSERT", record };
}

async function readPresent(
  session: Session,
  scope: ReadScope,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, ReadRow>> {
  const ids = new Set(entries.filter((entry) => entry.op === "UPSERT").map((entry) => entry.id));
  const byType = Map.groupBy(ids, (id) =>
    RECORD_TYPENAMES.find((typename) => typename === parseRecordId(id)?.typename),
  );
  const rows = await Promise.all(
    [...byType].map(([typename, of]) =>
      typename === undefined ? [] : readByIds(session, scope, { typename, ids: of }),
    ),
  );
  return new Map(rows.flat().map((row) => [row.id, row]));
}
