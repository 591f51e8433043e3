// What is due beside requests: needs to be matched, places to be given out, contacts to be forgotten. In: the tables, ways to
// ask. Out: all of it done, again and again, by any number of processes; what fails is due again.
import type { AskHub } from "../../schema/ask-hub.js";
import type { Database } from "../database/open-database.js";
import { hubRecordsOf } from "./feed/tell-network.js";
import { forgetContacts } from "./introductions/introductions.js";
import { alertSearches } from "./notices/saved-searches.js";
import { matchNeeds, retireNeeds } from "./needs/match-needs.js";
import { forgettingDeparted } from "./records/forget-organizations.js";
import { recheckRecords } from "./records/recheck-records.js";
import { giveOutLeftPlaces } from "./workshops/places.js";

export interface TendingOptions {
  readonly database: Database;
  readonly ask: AskHub;
  /** The partners that are away for now. */
  readonly suspended: () => Promise<readonly string[]>;
  readonly onTrouble: (error: unknown) => void;
}

const EVERY_MS = 5_000;

/** Begins. What was just written is looked at at once. */
export async function startTending(options: TendingOptions): Promise<{ stop(): Promise<void> }> {
  const { database, onTrouble } = options;
  const closing = new AbortController();
  let wake = Promise.withResolvers<void>();
  const stopHearing = await hubRecordsOf(database).onChange(() => wake.resolve());
  const duties = [...DUTIES, forgettingDeparted()];
  const work = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      wake = Promise.withResolvers<void>();
      for (const duty of duties) if (!closing.signal.aborted) await duty(options).catch(onTrouble);
      const timer = setTimeout(wake.resolve, EVERY_MS);
      await wake.promise;
      clearTimeout(timer);
    }
  };
  const working = work();
  return {
    async stop() {
      closing.abort();
      wake.resolve();
      await stopHearing();
      await working;
    },
  };
}

const DUTIES: ReadonlyArray<(options: TendingOptions) => Promise<unknown>> = [
  matchNeeds,
  alertSearches,
  recheckRecords,
  ({ database }) => retireNeeds(database),
  ({ database }) => giveOutLeftPlaces(database),
  ({ database }) => forgetContacts(database),
];
