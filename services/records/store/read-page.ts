// Reading one page of a connection. In: partners, type, page request, filter, reader. Out: rows in the order asked for,
// with exact answers to whether more lie on either side, and the total where it is wanted.
import type { PageRequest } from "../../../schema/page-request.js";
import type { RecordFilter } from "../../../schema/record-filter.js";
import { ownerOf, type RecordTypename } from "../../../schema/record-id.js";
import type { Ordering, Place } from "../../../schema/record-order.js";
import { filterSql } from "./filter-sql.js";
import { earlierThan, laterThan, orderBy, sortKeyColumn } from "./keyset.js";
import { seenBy, visibleTo, type ReadRow, type ReadScope } from "./read-scope.js";
import { selectList, tableOf, timeExpression } from "./select-list.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";

/** A row of a page, with its sort key in the page's order. */
export type PageRow = ReadRow & { readonly sortKey: string | null };

export interface PageQuery {
  readonly scope: ReadScope;
  readonly typename: RecordTypename;
  readonly page: PageRequest;
  readonly filter: RecordFilter;
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
function readRows(session: Session, query: PageQuery): Promise<PageRow[]> {
  const list = { columns: selectList(query.typename, query.scope.mentioned), limit: query.page.size + 1 };
  return readInOrder<PageRow>(session, query, list);
}

/** A place in an order, and whose row stands there. */
export type OwnedPlace = Place & { readonly partner: string };

/** The places of the rows that a page begins with, from the end at which it is read, and no more of them than `limit`. */
export function readPlaces(session: Session, query: PageQuery, limit: number): Promise<OwnedPlace[]> {
  return readInOrder<OwnedPlace>(session, query, { columns: "partner, id", limit });
}

/** Whether there are rows on the other side of where a page begins. */
export async function hasOtherSide(session: Session, query: PageQuery): Promise<boolean> {
  const { direction, after, before } = query.page;
  const bound = direction === "forward" ? after : before;
  if (bound === null) return false;
  const beyond = (direction === "forward" ? earlierThan : laterThan)(orderingOf(query), bound);
  const here = sql("partner = ? and id = ?", ownerOf(bound.id), bound.id);
  return (await exists(session, query, here)) || (await exists(session, query, beyond));
}

interface RowList {
  readonly columns: string;
  readonly limit: number;
}

function readInOrder<T>(session: Session, query: PageQuery, list: RowList): Promise<T[]> {
  const { name, type } = sortKeyColumn(orderingOf(query));
  const sortKey = type === "timestamptz" ? timeExpression(name) : `${name}::text`;
  const columns = `${list.columns}, ${sortKey} as "sortKey"`;
  const { text, values } = (isReadEach(query) ? rowsOfEach : rowsOfAll)(query, { ...list, columns });
  return session.rows<T>(text, values);
}

/** Of so many partners at most, each one's own rows are read in order, from the index that begins with the partner. */
const MOST_READ_EACH = 32;

/**
 * A few of many partners: rows of the others would have to be passed over, who knows how many. A filter is better
 * served by its own index, once for all.
 */
function isReadEach(query: PageQuery): boolean {
  const { length } = query.scope.partners;
  return length > 1 && length <= MOST_READ_EACH && filterSql(query.filter, query.typename).length === 0;
}

function rowsOfAll(query: PageQuery, { columns, limit }: RowList): Sql {
  const { text, values } = joinSql([...conditions(query), ...between(query)], "and");
  const order = orderBy(orderingOf(query), query.page.direction === "backward");
  const table = tableOf(query.scope.schema, query.typename);
  return sql(`select ${columns} from ${table} where ${text} ${order} limit ${limit}`, ...values);
}

function rowsOfEach(query: PageQuery, { columns, limit }: RowList): Sql {
  const { scope, page, typename } = query;
  const ordering = orderingOf(query);
  const isReversed = page.direction === "backward";
  const { text, values } = joinSql([sql("partner = each.key"), ...seenBy(scope), ...between(query)], "and");
  return sql(
    `select rows.* from unnest(?::text[]) as each(key) cross join lateral (
       select ${columns}, ${sortKeyColumn(ordering).name} as sorted_by from ${tableOf(scope.schema, typename)}
       where ${text} ${orderBy(ordering, isReversed)} limit ${limit}) as rows
     ${orderBy(ordering, isReversed, "sorted_by")} limit ${limit}`,
    scope.partners,
    ...values,
  );
}

function between({ page, typename }: PageQuery): Sql[] {
  const ordering = { order: page.order, typename };
  return [
    ...(page.after === null ? [] : [laterThan(ordering, page.after)]),
    ...(page.before === null ? [] : [earlierThan(ordering, page.before)]),
  ];
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
    `select exists (select 1 from ${tableOf(query.scope.schema, query.typename)} where ${text}) as found`,
    values,
  );
  return row?.found === true;
}

async function countRows(session: Session, query: PageQuery): Promise<number | null> {
  if (!query.wants.totalCount) return null;
  const { text, values } = joinSql(conditions(query), "and");
  const [row] = await session.rows<{ count: string }>(
    `select count(*) as count from ${tableOf(query.scope.schema, query.typename)} where ${text}`,
    values,
  );
  return Number(row?.count);
}

function orderingOf({ page, typename }: PageQuery): Ordering {
  return { order: page.order, typename };
}

/** What makes a row part of the list at all. */
function conditions({ scope, filter, typename }: PageQuery): Sql[] {
  return [...visibleTo(scope), ...filterSql(filter, typename)];
}
