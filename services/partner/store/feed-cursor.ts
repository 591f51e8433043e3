// Cursors of the change feed. In: a place in the feed, or what a harvester sent. Out: the cursor, or the place; null
// when it is not a cursor of this feed for this reader, which makes the harvester begin again with a snapshot.
import type { ReaderVisibility } from "../../../schema/hub-token.js";

/** Which feed a cursor belongs to: another epoch or another reader's view is another feed. */
export interface FeedView {
  readonly epoch: string;
  readonly reader: ReaderVisibility;
}

/** Within a snapshot: `start` is the number it began at, `type` and `id` the last record given. Then: changes. */
export type FeedPlace =
  | { readonly kind: "snapshot"; readonly start: string; readonly type: number; readonly id: string }
  | { readonly kind: "changes"; readonly sequence: string };

const NUMBER = /^\d{1,18}$/;

/** The cursor of a place. */
export function encodeFeedCursor({ epoch, reader }: FeedView, place: FeedPlace): string {
  const where = place.kind === "changes" ? [place.sequence] : [place.start, place.type, place.id];
  return Buffer.from(JSON.stringify([epoch, reader, ...where])).toString("base64url");
}

/** The place of a cursor, or null when it is not one of this feed. */
export function decodeFeedCursor(view: FeedView, cursor: string): FeedPlace | null {
  const [epoch, reader, number, type, id, ...rest] = parse(cursor);
  if (epoch !== view.epoch || reader !== view.reader || rest.length > 0) return null;
  if (typeof number !== "string" || !NUMBER.test(number)) return null;
  if (type === undefined) return { kind: "changes", sequence: number };
  if (typeof type !== "number" || !Number.isInteger(type) || type < 0 || typeof id !== "string") return null;
  return { kind: "snapshot", start: number, type, id };
}

function parse(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor.slice(0, 1024), "base64url").toString("utf8"));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return []; // not a cursor
  }
}
