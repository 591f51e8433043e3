// The orders of the contract: which field each sorts by, and how two rows compare. In: rows' sort keys and ids.
// Out: a total order, the same in the partners' SQL (collation "C") and in the gateway's merge.
import { compareCodePoints, fold } from "./fold.js";
import type { RecordTypename } from "./record-id.js";
import { isDate, isDateTime } from "./scalars.js";

export const RECORD_ORDERS = ["UPDATED_DESC", "UPDATED_ASC", "NAME_ASC", "STARTS_ASC", "STARTS_DESC"] as const;
export type RecordOrder = (typeof RECORD_ORDERS)[number];

/** Where a row stands: its sort key (null only for STARTS_*, and last there) and its id. */
export interface Place {
  readonly sortKey: string | null;
  readonly id: string;
}

export interface Ordering {
  readonly order: RecordOrder;
  readonly typename: RecordTypename;
}

export function isRecordOrder(text: string): text is RecordOrder {
  return (RECORD_ORDERS as readonly string[]).includes(text); // widened to compare with any string
}

/** The field that an order sorts by, or null when the type cannot be sorted so. */
export function sortFieldOf({ order, typename }: Ordering): "updatedAt" | "name" | "startsAt" | "startDate" | null {
  if (order === "NAME_ASC") return "name";
  if (order === "UPDATED_ASC" || order === "UPDATED_DESC") return "updatedAt";
  if (typename === "Event") return "startsAt";
  return typename === "Project" ? "startDate" : null;
}

/** The sort key of a row, from the value of its sort field: folded for names, as it is for dates. */
export function sortKeyOf(order: RecordOrder, value: string | null): string | null {
  return order === "NAME_ASC" && value !== null ? fold(value) : value;
}

/** Whether a value can be the sort key of such a row. */
export function isSortKey(value: unknown, { order, typename }: Ordering): value is string | null {
  if (order === "NAME_ASC") return typeof value === "string";
  if (order === "UPDATED_ASC" || order === "UPDATED_DESC") return isDateTime(value);
  if (typename === "Event") return isDateTime(value);
  return typename === "Project" && (value === null || isDate(value));
}

/** Compares two places in an order: sort key, nulls last, then id ascending. Negative, 0 or positive. */
export function comparePlaces(order: RecordOrder, a: Place, b: Place): number {
  return compareKeys(order, a.sortKey, b.sortKey) || compareCodePoints(a.id, b.id);
}

function compareKeys(order: RecordOrder, a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const ascending = compareCodePoints(a, b);
  return order === "UPDATED_DESC" || order === "STARTS_DESC" ? -ascending : ascending;
}
