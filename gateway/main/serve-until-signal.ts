// Commands that run until they are told to stop. In: a server that listens. Out: `ready <url>`, then the process's end.
import { runUntilSignal, type Launched } from "./launch.js";
import { createLog } from "./log.js";

/** Runs a server until a signal. */
export type Serve = (server: Launched) => Promise<void>;

/** Says that it is ready, and runs until a signal. */
export const serveUntilSignal: Serve = async (server) => {
  process.stdout.write(`ready ${server.url}\n`);
  await runUntilSignal(server, createLog());
  process.exit(0);
};
