// Where the hub stands in a partner's feed, and where a page leads to. In: the place and a page. Out: the next place,
// or what is wrong with the page. No database here: the rules of design section 6 in one place.
import type { FeedEntry, FeedPage } from "../../../schema/change-feed.js";

/** A place in a feed. Entries are ordered by (era, sequence), never by time. */
export interface SourcePlace {
  readonly epoch: string | null;
  readonly cursor: string | null;
  /** Counts the partner's epochs. */
  readonly era: number;
  /** Counts its snapshots. */
  readonly generation: number;
  /** Whether a snapshot is being taken: what it does not name when it is complete is gone. */
  readonly isSnapshot: boolean;
  /** The highest sequence since the snapshot began. */
  readonly sequence: bigint;
  /** The highest sequence of the era, over all snapshots. */
  readonly reached: bigint;
}

/** What a page comes to, before any of its rows is looked at. */
export type Step =
  | { readonly kind: "onward"; readonly next: SourcePlace; readonly completes: boolean }
  /** The page is of another epoch but does not begin its snapshot: begin anew. */
  | { readonly kind: "anew" }
  /** The sequence ran backwards within its epoch. */
  | { readonly kind: "backwards"; readonly known: bigint; readonly got: bigint }
  /** The feed goes on without getting on. */
  | { readonly kind: "stuck" };

/** Where a page leads. */
export function stepAlong(place: SourcePlace, page: FeedPage): Step {
  const isNewEpoch = page.epoch !== place.epoch;
  const begins = place.cursor === null || page.restart;
  if (isNewEpoch && !begins) return { kind: "anew" };
  if (page.hasMore && !begins && page.endCursor === place.cursor) return { kind: "stuck" };
  const start = begins ? beginSnapshot(place, isNewEpoch) : place;
  const highest = highestOf(page.entries, start.sequence);
  const completes = start.isSnapshot && !page.hasMore;
  // An empty snapshot says nothing of numbers.
  if (completes && highest > 0n && highest < start.reached)
    return { kind: "backwards", known: start.reached, got: highest };
  const next: SourcePlace = {
    ...start,
    epoch: page.epoch,
    cursor: page.endCursor,
    sequence: highest,
    reached: highest > start.reached ? highest : start.reached,
    isSnapshot: start.isSnapshot && page.hasMore,
  };
  return { kind: "onward", next, completes };
}

function beginSnapshot(place: SourcePlace, isNewEpoch: boolean): SourcePlace {
  return {
    ...place,
    era: isNewEpoch ? place.era + 1 : place.era,
    generation: place.generation + 1,
    isSnapshot: true,
    sequence: 0n,
    reached: isNewEpoch ? 0n : place.reached,
  };
}

function highestOf(entries: readonly FeedEntry[], least: bigint): bigint {
  let highest = least;
  for (const { sequence } of entries) if (sequence > highest) highest = sequence;
  return highest;
}

/** The last entry of each record, in the order of the page: what a page comes to. */
export function lastEntries(entries: readonly FeedEntry[]): FeedEntry[] {
  const last = new Map<string, FeedEntry>();
  for (const entry of entries) {
    const known = last.get(entry.id);
    if (known === undefined || entry.sequence >= known.sequence) last.set(entry.id, entry);
  }
  return [...last.values()];
}
