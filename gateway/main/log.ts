// The log: one line of JSON an event, on standard error; standard output is for people. Never a document's literals,
// a variable, a name or an address of anyone.
import { pino, type Logger } from "pino";

/** The program's log. */
export function createLog(): Logger {
  return pino(
    { level: "info", base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
