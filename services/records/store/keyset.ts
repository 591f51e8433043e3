// Keyset pagination. In: an order and a place in it. Out: SQL for "later than", "earlier than" and the sorting, equal
// to `comparePlaces` of schema/record-order.ts: nulls last in every order, then ids ascending.
import { sortFieldOf, type Ordering, type Place } from "../../../schema/record-order.js";
import { sql, type Sql } from "../../database/session.js";

/** The column that an order sorts by. */
interface SortColumn {
  readonly name: string;
  readonly type: "timestamptz" | "date" | "text";
  readonly isDescending: boolean;
  readonly isNullable: boolean;
}

const COLUMNS = {
  updatedAt: { name: "updated_at", type: "timestamptz", isNullable: false },
  startsAt: { name: "starts_at", type: "timestamptz", isNullable: false },
  startDate: { name: "start_date", type: "date", isNullable: true },
  name: { name: "name_folded", type: "text", isNullable: false },
} as const;

function sortColumnOf(ordering: Ordering): SortColumn {
  const field = sortFieldOf(ordering);
  if (field === null) throw new Error(`${ordering.typename} has no order ${ordering.order}`); // readPageRequest checks
  return { ...COLUMNS[field], isDescending: ordering.order.endsWith("_DESC") };
}

/** The column whose value is the sort key of a row. */
export function sortKeyColumn(ordering: Ordering): Pick<SortColumn, "name" | "type"> {
  return sortColumnOf(ordering);
}

/** `order by` for an order, or for the same order read from its end. `alias`: where the column goes by another name. */
export function orderBy(ordering: Ordering, isReversed: boolean, alias?: string): string {
  const { name, isDescending, isNullable } = sortColumnOf(ordering);
  const direction = isDescending === isReversed ? "asc" : "desc";
  const nulls = isNullable ? ` nulls ${isReversed ? "first" : "last"}` : "";
  return `order by ${alias ?? name} ${direction}${nulls}, id ${isReversed ? "desc" : "asc"}`;
}

/** Rows that stand strictly later in the order than a place. */
export function laterThan(ordering: Ordering, { sortKey, id }: Place): Sql {
  const column = sortColumnOf(ordering);
  if (sortKey === null) return sql(`${column.name} is null and id > ?`, id);
  const beyond = keyComparison(column, column.isDescending ? "<" : ">", { sortKey, id });
  return column.isNullable ? sql(`${column.name} is null or (${beyond.text})`, ...beyond.values) : beyond;
}

/** Rows that stand strictly earlier in the order than a place. */
export function earlierThan(ordering: Ordering, { sortKey, id }: Place): Sql {
  const column = sortColumnOf(ordering);
  if (sortKey === null) return sql(`${column.name} is not null or id < ?`, id);
  return keyComparison(column, column.isDescending ? ">" : "<", { sortKey, id });
}

/** Written so that the index is entered at the key: `k >= x and (k > x or id > y)`. Ids ascend in every order. */
function keyComparison({ name, type, isDescending }: SortColumn, sign: "<" | ">", place: Place): Sql {
  const idSign = (sign === ">") === isDescending ? "<" : ">";
  const key = `?::${type}`;
  return sql(
    `${name} ${sign}= ${key} and (${name} ${sign} ${key} or id ${idSign} ?)`,
    place.sortKey,
    place.sortKey,
    place.id,
  );
}
