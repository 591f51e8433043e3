// Taking in what the hub itself holds: communities, discussions, needs, endorsements, adoptions. In: a feed. Out: tables
// and index that follow it, on every notice and every few seconds anyway; any number of processes may do so at once.
import type { HubRecords } from "../../../schema/hub-records.js";
import type { Database } from "../../database/open-database.js";
import { tidyUp } from "../harvest/forget.js";
import { applyHubChanges } from "./apply-changes.js";
import { claimTidying, readHubPlace, setUntidy } from "./hub-place.js";

export interface TakingInOptions {
  /** Told of what failed; it is tried again. */
  readonly onTrouble: (error: unknown) => void;
  /** How long words of what is gone may lie in dead rows and counts. */
  readonly tidyAfterMs?: number;
}

export interface TakingIn {
  /** Resolves when everything that the feed holds by now is taken in. Throws when that failed. */
  caughtUp(): Promise<void>;
  /** Comes to the end of a page, and stops. */
  stop(): Promise<void>;
}

const PAGE = 500;
const LOOK_ANYWAY_MS = 5_000;
const TIDY_AFTER_MS = 15_000;

/** Begins to follow a feed. */
export async function startTakingIn(
  database: Database,
  feed: HubRecords,
  { onTrouble, tidyAfterMs = TIDY_AFTER_MS }: TakingInOptions,
): Promise<TakingIn> {
  const stopping = new AbortController();
  const isStopped = (): boolean => stopping.signal.aborted;
  let running: Promise<void> = Promise.resolve();
  let isNext: Promise<void> | null = null;
  const goThrough = async (): Promise<void> => {
    isNext = null;
    while (!isStopped() && (await takePage(database, feed)));
    if (!isStopped() && (await claimTidying(database, tidyAfterMs))) await tidy(database);
  };
  // Whoever asks while a round is under way waits for one more: it may be past what they ask for.
  const look = (): Promise<void> => (isNext ??= running = running.then(goThrough, goThrough));
  const lookAndTell = (): void => void look().catch(onTrouble);
  const endNotices = await feed.onChange(lookAndTell);
  const timer = setInterval(lookAndTell, LOOK_ANYWAY_MS);
  lookAndTell();
  return {
    caughtUp: look,
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await endNotices();
      await running.catch(() => undefined);
    },
  };
}

/** Takes in the next page. Gives whether there may be more. */
async function takePage(database: Database, feed: HubRecords): Promise<boolean> {
  const from = await readHubPlace(database);
  const page = await feed.after(from, PAGE);
  if (page.changes.length === 0) return false;
  const isApplied = await applyHubChanges(database, from, page);
  return !isApplied || page.hasMore; // where another process was faster, we look again
}

async function tidy(database: Database): Promise<void> {
  try {
    await tidyUp(database);
  } catch (error) {
    await setUntidy(database);
    throw error;
  }
}
