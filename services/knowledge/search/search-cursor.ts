// Cursors of searches: base64url of JSON `[order, score or time, id]`. In: the place of a hit, or a reader's string. Out:
// the string, or the place. A cursor is good for any search of the same kind.
import { badInput } from "../../../schema/errors.js";
import { compareCodePoints } from "../../../schema/fold.js";
import { isDateTime } from "../../../schema/scalars.js";

/** Where a hit stands: by score, the best first; a search without words by time, the latest first. */
export type HitPlace =
  | { readonly order: "SCORE"; readonly key: number; readonly id: string }
  | { readonly order: "UPDATED"; readonly key: string; readonly id: string };

/** The cursor of a hit. */
export function encodeHitCursor({ order, key, id }: HitPlace): string {
  return Buffer.from(JSON.stringify([order, key, id])).toString("base64url");
}

/** The place that a cursor names. Throws `BAD_USER_INPUT` when it is not one of a search in this order. */
export function decodeHitCursor<O extends HitPlace["order"]>(cursor: string, order: O): HitPlace & { order: O } {
  const place = readPlace(cursor);
  if (place === null || place.order !== order) throw badInput("after", "a cursor of this search", cursor);
  return place as HitPlace & { order: O }; // just compared
}

function readPlace(cursor: string): HitPlace | null {
  const parts = parseJson(cursor);
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [order, key, id]: unknown[] = parts;
  if (typeof id !== "string" || id.length > 192 || id.includes("\0")) return null;
  if (order === "SCORE" && typeof key === "number" && Number.isFinite(key)) return { order, key, id };
  return order === "UPDATED" && isDateTime(key) ? { order, key, id } : null;
}

function parseJson(cursor: string): unknown {
  if (!/^[A-Za-z0-9_-]{1,1000}$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined; // not a cursor: the caller says so
  }
}

interface Scored {
  readonly score: number;
  readonly id: string;
}

/** The best first; among equals, by id. */
export function compareHits(a: Scored, b: Scored): number {
  return b.score - a.score || compareCodePoints(a.id, b.id);
}
