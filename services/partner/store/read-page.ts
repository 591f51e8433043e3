// Reading one page of a connection. In: partner, type, page request, filter, reader. Out: rows in the order asked for,
// with exact answers to whether more lie on either side, and the total where it is wanted.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { PageRequest } from "../../../schema/page-request.js";
import type { RecordFilter } from "../../../schema/record-filter.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import type { Ordering, Place } from "../../../schema/record-order.js";
import { filterSql } from "./filter-sql.js";
import { earlierThan, laterThan, orderBy, sortKeyColumn } from "./keyset.js";
import type { RowTypes } from "./rows.js";
import { selectList, tableOf, timeExpression, type MentionedFields } from "./select-list.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";

/** A row as resolvers see it: the fields that were asked for, by the contract's names. */
export type ReadRow<T extends RecordTypename = RecordTypename> = RowTypes[T] & { readonly __typename: T };

/** A row of a page, with its sort key in the page's order. */
export type PageRow = ReadRow & { readonly sortKey: string | null };

export interface PageQuery {
  readonly partner: string;
  readonly typename: RecordTypename;
  readonly page: PageRequest;
  readonly filter: RecordFilter;
  readonly reader: ReaderVisibility;
  readonly mentioned: MentionedFields;
  /** What else the reader selected; only that is asked of the database. */
  readonly wants: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly totalCount: boolean };
}

export interface RecordPage {
  readonly rows: readonly PageRow[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Null when it was not wanted. */
  readonly totalCount: number | null;
}

/** Reads one page. */
export async function readPage(session: Session, query: PageQuery): Promise<RecordPage> {
  const [found, totalCount] = await Promise.all([readRows(session, query), countRows(session, query)]);
  const { page } = query;
  const isForward = page.direction === "forward";
  const hasExtra = found.length > page.size;
  const kept = found.slice(0, page.size);
  const rows = isForward ? kept : kept.reverse();
  const isMoreAhead = await (isForward && page.before === null ? hasExtra : hasLater(session, query, rows));
  const isMoreBehind = await (!isForward && page.after === null ? hasExtra : hasEarlier(session, query, rows));
  return { rows, hasNextPage: isMoreAhead, hasPreviousPage: isMoreBehind, totalCount };
}

/** One row more than the page, from the end at which it is read. */
async function readRows(session: Session, query: PageQuery): Promise<PageRow[]> {
  const { typename, page, mentioned } = query;
  const ordering = orderingOf(query);
  const between = [
    ...(page.after === null ? [] : [laterThan(ordering, page.after)]),
    ...(page.before === null ? [] : [earlierThan(ordering, page.before)]),
  ];
  const { text, values } = joinSql([...conditions(query), ...between], "and");
  const key = sortKeyColumn(ordering);
  const sortKey = key.type === "timestamptz" ? timeExpression(key.name) : `${key.name}::text`;
  return session.rows<PageRow>(
    `select ${selectList(typename, mentioned)}, ${sortKey} as "sortKey" from ${tableOf(typename)}
     where ${text} ${orderBy(ordering, page.direction === "backward")} limit ${page.size + 1}`,
    values,
  );
}

/** Whether a row stands later than the page. An empty page stands where its `after` is, or at the very beginning. */
async function hasLater(session: Session, query: PageQuery, rows: readonly PageRow[]): Promise<boolean> {
  const { page, wants } = query;
  if (!wants.hasNextPage || (page.direction === "backward" && page.before === null)) return false;
  const edge = rows.at(-1) ?? page.after;
  return exists(session, query, edge === null ? null : laterThan(orderingOf(query), edge));
}

/** Whether a row stands earlier than the page. An empty page stands where its `before` is, or at the very end. */
async function hasEarlier(session: Session, query: PageQuery, rows: readonly PageRow[]): Promise<boolean> {
  const { page, wants } = query;
  if (!wants.hasPreviousPage || (page.direction === "forward" && page.after === null)) return false;
  const edge: Place | null = rows[0] ?? page.before;
  return exists(session, query, edge === null ? null : earlierThan(orderingOf(query), edge));
}

async function exists(session: Session, query: PageQuery, side: Sql | null): Promise<boolean> {
  const { text, values } = joinSql([...conditions(query), ...(side === null ? [] : [side])], "and");
  const [row] = await session.rows<{ found: boolean }>(
    `select exists (select 1 from ${tableOf(query.typename)} where ${text}) as found`,
    values,
  );
  return row?.found === true;
}

async function countRows(session: Session, query: PageQuery): Promise<number | null> {
  if (!query.wants.totalCount) return null;
  const { text, values } = joinSql(conditions(query), "and");
  const [row] = await session.rows<{ count: string }>(
    `select count(*) as count from ${tableOf(query.typename)} where ${text}`,
    values,
  );
  return Number(row?.count);
}

function orderingOf({ page, typename }: PageQuery): Ordering {
  return { order: page.order, typename };
}

/** What makes a row part of the list at all. */
function conditions({ partner, reader, filter, typename }: PageQuery): Sql[] {
  return [...visibleTo(partner, reader), ...filterSql(filter, typename)];
}

/** A partner's rows that a reader may see. */
export function visibleTo(partner: string, reader: ReaderVisibility): Sql[] {
  return [sql("partner = ?", partner), ...(reader === "PUBLIC" ? [sql("visibility = 'PUBLIC'")] : [])];
}
