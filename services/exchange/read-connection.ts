// Pages of what exchange holds (GraphQL Cursor Connections), the latest first. In: a table, conditions, page arguments. Out:
// one statement's worth: the rows of the page and how many there are in all.
import { badInput } from "../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../schema/page-request.js";
import { joinSql, sql, type Session, type Sql } from "../database/session.js";

const FURTHEST_MS = 1e14; // some 3,000 years away

export interface PageArguments {
  readonly first: number;
  readonly after: string | null | undefined;
}

export interface ConnectionQuestion extends PageArguments {
  /** What the cursors are of: one of another list is refused. */
  readonly kind: string;
  /** What is selected, from `from`; the alias `id` and the time `orderBy` tell rows apart. */
  readonly select: string;
  readonly from: string;
  readonly where: readonly Sql[];
  /** An expression of type timestamptz(3). */
  readonly orderBy: string;
  /** An expression of type text, unique among rows. */
  readonly id: string;
  /** The oldest first, instead. */
  readonly isAscending?: boolean;
}

export interface Connection<T> {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: T }>;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

interface Placed {
  readonly placeMs: string;
  readonly placeId: string;
  readonly total: number;
}

/** Reads a page. Throws `BAD_USER_INPUT` for a size or a cursor that is none. */
export async function readConnection<T extends object>(
  session: Session,
  question: ConnectionQuestion,
): Promise<Connection<T>> {
  const { kind, select, from, where, orderBy, id, isAscending = false } = question;
  const size = readPageSize("first", question.first, LARGEST_PAGE);
  const all = joinSql(where, "and");
  const [compare, direction] = isAscending ? [">", "asc"] : ["<", "desc"];
  const place = question.after === null || question.after === undefined ? null : readCursor(kind, question.after);
  const rest =
    place === null
      ? all
      : joinSql(
          [all, sql(`(${orderBy}, ${id}) ${compare} (to_timestamp(?::float8 / 1000), ?)`, place.ms, place.id)],
          "and",
        );
  const ms = `round(extract(epoch from ${orderBy}) * 1000)::bigint::text`;
  const rows = await session.rows<T & Placed>(
    `with counted as (select count(*)::int as total from ${from} where ${all.text})
     select page.*, counted.total from counted left join lateral (select ${select}, ${ms} as "placeMs", ${id} as "placeId"
       from ${from} where ${rest.text} order by ${orderBy} ${direction}, ${id} ${direction} limit ?) page on true`,
    [...all.values, ...rest.values, size + 1],
  );
  const found = rows.filter(({ placeId }) => placeId !== null);
  const edges = found.slice(0, size).map((row) => ({ cursor: cursorOf(kind, row), node: row as T }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: place !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: rows[0]?.total ?? 0,
  };
}

function cursorOf(kind: string, { placeMs, placeId }: Placed): string {
  return Buffer.from(JSON.stringify([kind, Number(placeMs), placeId])).toString("base64url");
}

function readCursor(kind: string, cursor: string): { readonly ms: number; readonly id: string } {
  const parts = cursor.length > 1_000 ? null : parseJson(Buffer.from(cursor, "base64url").toString("utf8"));
  const [of, ms, id]: unknown[] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if (of !== kind || !isTime(ms) || typeof id !== "string" || id.includes("\0"))
    throw badInput("after", `a cursor of ${kind}`, cursor);
  return { ms, id };
}

/** Milliseconds since the epoch, of a time that the database can hold. */
function isTime(ms: unknown): ms is number {
  return typeof ms === "number" && Number.isSafeInteger(ms) && Math.abs(ms) <= FURTHEST_MS;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not a cursor: the caller says so
  }
}
