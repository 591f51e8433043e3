// The console's network for tests: started once for all files of a run that ask for it. In: nothing. Out: the network, while tests run.
import { afterAll, beforeAll } from "@jest/globals";
import { testDatabase } from "../kit/database.js";
import { startConsoleNetwork, type ConsoleNetwork, type RunningConsole } from "./console-network.js";

let users = 0;
let shared: Promise<RunningConsole> | null = null;

/** For a test file, at its top: starts the network before its tests where it has not been, stops it after the last file's. */
export function useConsoleNetwork(): () => ConsoleNetwork {
  let console: ConsoleNetwork | null = null;
  users += 1;
  beforeAll(async () => {
    shared ??= testDatabase({ isEmpty: true }).then(startConsoleNetwork);
    console = await shared;
  });
  afterAll(async () => {
    users -= 1;
    if (users > 0) return;
    const last = shared;
    shared = null;
    await (await last)?.stop();
  });
  return () => {
    if (console === null) throw new Error("The network is there while tests run, not before.");
    return console;
  };
}
