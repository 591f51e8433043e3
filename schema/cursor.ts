// Cursors: base64url of JSON `[order, sortKey, id]`. In: the place of a row in its order, or a reader's string.
// Out: the string, or the place. One cursor goes to every partner, so its size does not grow with their number.
import { badInput } from "./errors.js";
import { parseRecordId, type RecordTypename } from "./record-id.js";
import { isRecordOrder, isSortKey, type Place, type RecordOrder } from "./record-order.js";

/** The cursor of a row. */
export function encodeCursor(order: RecordOrder, place: Place): string {
  return Buffer.from(JSON.stringify([order, place.sortKey, place.id])).toString("base64url");
}

/** What a cursor must fit: the order and the record type of the field that it is given to. */
export interface CursorUse {
  readonly argument: string;
  readonly order: RecordOrder;
  readonly typename: RecordTypename;
}

/** The place a cursor names. Throws `BAD_USER_INPUT` when it does not parse or is of another order or type. */
export function decodeCursor(cursor: string, use: CursorUse): Place {
  const expected = `a cursor of ${use.typename} in the order ${use.order}`;
  const parts = parseJson(cursor);
  if (!Array.isArray(parts) || parts.length !== 3) throw badInput(use.argument, expected, cursor);
  const [order, sortKey, id]: unknown[] = parts;
  if (typeof order !== "string" || !isRecordOrder(order)) throw badInput(use.argument, expected, cursor);
  if (order !== use.order) throw badInput(use.argument, expected, `a cursor in the order ${order}`);
  const parsed = parseRecordId(id);
  if (parsed === null || typeof id !== "string") throw badInput(use.argument, expected, cursor);
  if (parsed.typename !== use.typename) throw badInput(use.argument, expected, `a cursor of ${parsed.typename}`);
  if (!isSortKey(sortKey, { order, typename: use.typename })) throw badInput(use.argument, expected, cursor);
  return { sortKey, id };
}

function parseJson(cursor: string): unknown {
  if (cursor.length > 4096 || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined; // not a cursor: the caller says so
  }
}
