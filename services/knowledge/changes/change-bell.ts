// Who waits for changes. In: notifications of the database, one listener for all who wait in this process. Out: a
// promise that settles at the next one.
import type { ChangeBell } from "../../../schema/change-bell.js";
import type { Database } from "../../database/open-database.js";
import { CHANGES_CHANNEL } from "../harvest/change-log.js";
import { readLatest } from "./read-changes.js";

const LOOK_ANYWAY_MS = 15_000;

export interface RunningBell extends ChangeBell {
  stop(): void;
}

/** Starts to listen. */
export async function startChangeBell(database: Database): Promise<RunningBell> {
  let ring = Promise.withResolvers<void>();
  const onNotify = (): void => {
    ring.resolve();
    ring = Promise.withResolvers();
  };
  const listener = await database.listen(CHANGES_CHANNEL, onNotify);
  const timer = setInterval(onNotify, LOOK_ANYWAY_MS);
  return {
    next: () => ring.promise,
    latest: () => readLatest(database),
    stop() {
      clearInterval(timer);
      listener.stop();
      onNotify();
    },
  };
}
