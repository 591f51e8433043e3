// Room "gather": the sources' rows → one page. In: what each source has sent so far. Out: the rows that are certain,
// and the sources that must be asked again before there can be more. A row is certain when no source that has more
// could still send one before it (threshold algorithm: R. Fagin, A. Lotem, M. Naor, PODS 2001).
import type { Place } from "../../schema/record-order.js";
import type { Source, SourceRow } from "./source.js";
import { compareAlong, type Walk } from "./walk.js";

/** A source that could still change the page. */
export interface Refill {
  readonly source: Source;
  /** How many of its next rows the page can take at most. */
  readonly need: number;
  /** How many it will likely take, if the source goes on to give rows as densely as so far. */
  readonly likely: number;
}

export interface MergedPage {
  /** At most `size` rows, in the direction of the walk. */
  readonly rows: readonly SourceRow[];
  /** Whether there are rows after these, in that direction. */
  readonly more: boolean;
  /** The sources to ask again. */
  readonly refill: readonly Refill[];
  /** How far everything is known; null when all of it is. */
  readonly horizon: Place | null;
}

/** Reads a row for the reader; null when it breaks the contract. Called once for each row that enters the page. */
export type RowReading = (row: SourceRow) => boolean;

export interface MergeUse {
  readonly walk: Walk;
  /** Partners that are not among the sources may have rows beyond this place; null when they have none. */
  readonly bound: Place | null;
  readonly isSound: RowReading;
}

/** Merges what the sources have sent. The order of `sources` makes no difference. */
export function mergePage(sources: readonly Source[], size: number, { walk, bound, isSound }: MergeUse): MergedPage {
  const merged = sources.flatMap((source) => source.rows).sort((a, b) => compareAlong(walk, a.place, b.place));
  const unfinished = sources.filter((source) => source.more && source.lastPlace !== null);
  const horizon = nearest([...unfinished.map((source) => source.lastPlace), bound], walk);
  const rows: SourceRow[] = [];
  let at = 0;
  for (; at < merged.length && rows.length < size; at++) {
    const row = merged[at];
    if (row === undefined || (horizon !== null && compareAlong(walk, row.place, horizon) > 0)) break;
    if (isSound(row)) rows.push(row);
  }
  const refill = rows.length < size ? refillFor(unfinished, merged, { walk, missing: size - rows.length, at }) : [];
  return { rows, more: at < merged.length || unfinished.length > 0 || bound !== null, refill, horizon };
}

function nearest(places: readonly (Place | null)[], walk: Walk): Place | null {
  let horizon: Place | null = null;
  for (const place of places) {
    if (place !== null && (horizon === null || compareAlong(walk, place, horizon) < 0)) horizon = place;
  }
  return horizon;
}

interface Shortage {
  readonly walk: Walk;
  readonly missing: number;
  /** Where in `merged` the certain rows end. */
  readonly at: number;
}

/** Only sources whose last row stands before the end that the page would have now can change the page. */
function refillFor(
  unfinished: readonly Source[],
  merged: readonly SourceRow[],
  { walk, missing, at }: Shortage,
): MergedPage["refill"] {
  const end = merged[at + missing - 1]?.place ?? null;
  return unfinished.flatMap((source): Refill[] => {
    const { lastPlace } = source;
    if (source.stuck || lastPlace === null || (end !== null && compareAlong(walk, lastPlace, end) >= 0)) return [];
    const upTo = merged.filter((row) => compareAlong(walk, row.place, lastPlace) <= 0);
    const need = at + missing - upTo.length;
    const density = source.rows.length / Math.max(1, upTo.length);
    return [{ source, need, likely: Math.ceil(need * density) }];
  });
}
