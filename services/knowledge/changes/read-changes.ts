// Reading the hub's change feed. In: a cursor, a filter, a reader. Out: changes, oldest first, each with what the
// record is to this reader now: what is gone or hidden is a DELETE, and so is what a filter no longer lets through.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { seen } from "../seen.js";
import { timeExpression } from "../../records/store/select-list.js";
import { cursorExpired, decodeChangeCursor, encodeChangeCursor, type ChangeFeedKey } from "./change-cursor.js";

export interface ChangeQuestion {
  readonly after: string | null;
  readonly first: number;
  readonly visibility: ReaderVisibility;
  /** Of what the change itself says: types, partners. */
  readonly types: readonly string[] | null;
  readonly partners: readonly string[] | null;
  /** What the present record must fulfil, on `knowledge.entry`. */
  readonly entry: readonly Sql[];
}

export interface ReadChange {
  readonly cursor: string;
  readonly op: "UPSERT" | "DELETE";
  readonly id: string;
  readonly type: string;
  readonly partner: string | null;
  readonly at: string;
}

export interface ChangesPage {
  readonly changes: readonly ReadChange[];
  readonly endCursor: string;
  readonly hasMore: boolean;
}

/** The end of the feed as a reader may know it: the last change that concerns them, and up to where they are forgotten. */
interface FeedEnd extends ChangeFeedKey {
  readonly last: string;
  readonly forgotten: string;
  /** The last number that was given to any change. */
  readonly counted: string;
}

interface StoredChange {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly partner: string | null;
  readonly at: string;
  readonly isThere: boolean;
}

/** The place after the latest change that a reader of this visibility may know of. */
export async function readLatest(session: Session, visibility: ReaderVisibility = "NETWORK"): Promise<string> {
  const end = await readEnd(session, visibility);
  return encodeChangeCursor(end, BigInt(end.last));
}

/** A page of changes. Without a cursor it begins with the oldest that is kept. Throws CURSOR_EXPIRED. */
export async function readChanges(session: Session, question: ChangeQuestion): Promise<ChangesPage> {
  const end = await readEnd(session, question.visibility);
  const from = placeOf(question.after, end);
  const rows = await selectChanges(session, question, { from, last: end.last });
  const taken = rows.slice(0, question.first);
  const cursorAt = (position: string | bigint): string => encodeChangeCursor(end, BigInt(position));
  const hasMore = rows.length > taken.length;
  return {
    changes: taken.map(({ position, isThere, ...rest }) => ({
      ...rest,
      cursor: cursorAt(position),
      op: isThere ? "UPSERT" : "DELETE",
    })),
    endCursor: cursorAt(hasMore ? (taken.at(-1)?.position ?? from) : endOf(from, end)),
    hasMore,
  };
}

const END_OF: Readonly<Record<ReaderVisibility, string>> = {
  NETWORK: "last::text, forgotten::text",
  PUBLIC: `coalesce((select max(position) from knowledge.change where seen_by_public and position <= last),
    forgotten_public)::text as last, forgotten_public::text as forgotten`,
};

async function readEnd(session: Session, visibility: ReaderVisibility): Promise<FeedEnd> {
  const [end] = await session.rows<FeedEnd>(
    `select epoch::text, replace(secret::text, '-', '') as secret, last::text as counted, ${END_OF[visibility]}
     from knowledge.change_end`,
  );
  if (end === undefined) throw new Error("the end of the change feed is gone");
  return end;
}

function placeOf(after: string | null, end: FeedEnd): bigint {
  if (after === null) return BigInt(end.forgotten);
  const position = decodeChangeCursor(end, after);
  if (position < BigInt(end.forgotten) || position > BigInt(end.counted)) throw cursorExpired();
  return position;
}

/** A cursor never goes back: one that was taken with more rights may be ahead. */
function endOf(from: bigint, { last }: FeedEnd): bigint {
  return from > BigInt(last) ? from : BigInt(last);
}

function selectChanges(
  session: Session,
  { first, visibility, types, partners, entry }: ChangeQuestion,
  { from, last }: { readonly from: bigint; readonly last: string },
): Promise<StoredChange[]> {
  const told = joinSql(
    [
      sql("position > ?::bigint and position <= ?::bigint", String(from), last),
      ...(visibility === "PUBLIC" ? [sql("seen_by_public")] : []),
      ...(types === null ? [] : [sql("type = any(?::text[])", types)]),
      ...(partners === null ? [] : [sql("partner = any(?::text[])", partners)]),
    ],
    "and",
  );
  const there = joinSql([sql("entry.id = told.id"), ...seen("entry", visibility), ...entry], "and");
  return session.rows<StoredChange>(
    `select told.position::text, told.id, told.type, told.partner, ${timeExpression("told.at")} as at,
       exists (select from knowledge.entry where ${there.text}) as "isThere"
     from (select * from knowledge.change where ${told.text} order by position limit ${first + 1}) as told
     order by told.position`,
    [...there.values, ...told.values],
  );
}
