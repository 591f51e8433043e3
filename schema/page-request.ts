// Page arguments of the contract's connections. In: `first after last before orderBy` as a reader gave them.
// Out: a checked page request, the same for partners and gateway, or `BAD_USER_INPUT`.
import { decodeCursor } from "./cursor.js";
import { badInput } from "./errors.js";
import type { RecordTypename } from "./record-id.js";
import { isRecordOrder, sortFieldOf, type Place, type RecordOrder } from "./record-order.js";

export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

/** A page to be read: `size` rows from one end of what lies strictly between `after` and `before`. */
export interface PageRequest {
  readonly order: RecordOrder;
  readonly direction: "forward" | "backward";
  readonly size: number;
  readonly after: Place | null;
  readonly before: Place | null;
}

/** The arguments of a connection field, coerced by GraphQL and nothing more. */
export interface PageArguments {
  readonly first?: unknown;
  readonly after?: unknown;
  readonly last?: unknown;
  readonly before?: unknown;
  readonly orderBy?: unknown;
}

/** Checks the page arguments of a field that lists `typename`. Throws `BAD_USER_INPUT`. */
export function readPageRequest(args: PageArguments, typename: RecordTypename): PageRequest {
  const order = readOrder(args.orderBy ?? "UPDATED_DESC", typename);
  if (given(args.first) && given(args.last)) throw badInput("last", "either `first` or `last`, not both", args.last);
  const backward = given(args.last);
  const size = readPageSize(backward ? "last" : "first", backward ? args.last : args.first);
  const place = (argument: "after" | "before") => readPlace(args[argument], { argument, order, typename });
  return { order, direction: backward ? "backward" : "forward", size, after: place("after"), before: place("before") };
}

/** Checks a page size: 1 to `LARGEST_PAGE`, `DEFAULT_PAGE` when none is given. Throws `BAD_USER_INPUT`. */
export function readPageSize(argument: string, value: unknown, standard = DEFAULT_PAGE): number {
  if (!given(value)) return standard;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= LARGEST_PAGE) return value;
  throw badInput(argument, `a whole number from 1 to ${LARGEST_PAGE}`, value);
}

function readOrder(value: unknown, typename: RecordTypename): RecordOrder {
  if (typeof value !== "string" || !isRecordOrder(value)) throw badInput("orderBy", "a RecordOrder", value);
  if (sortFieldOf({ order: value, typename }) !== null) return value;
  throw badInput("orderBy", `UPDATED_DESC, UPDATED_ASC or NAME_ASC for ${typename}`, value);
}

interface PlaceUse {
  readonly argument: "after" | "before";
  readonly order: RecordOrder;
  readonly typename: RecordTypename;
}

function readPlace(value: unknown, use: PlaceUse): Place | null {
  if (!given(value)) return null;
  if (typeof value !== "string") throw badInput(use.argument, "a cursor", value);
  return decodeCursor(value, use);
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null;
}
