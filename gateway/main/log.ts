// The log: one line of JSON an event, on standard error; standard output is for people. Never a document's literals,
// a variable, a name or an address of anyone: what may be written is listed here, member by member, with the form that it
// must have. Everything else is dropped, and counted in the line.
import { pino, type DestinationStream, type Logger } from "pino";
import { isPartnerKey } from "../../schema/record-id.js";
import { describeFault } from "../../schema/describe-fault.js";

type Reader = (value: unknown) => unknown;

const WITHHELD = "withheld";
const WORD = /^[A-Za-z][A-Za-z_-]{0,39}(: [a-z][a-z-]{0,39})?$/;
const TRACE_ID = /^[0-9a-f-]{16,36}$/;
/** As `describeFault` writes it: a class, a code, places in our code. */
const FAULT = /^\w{1,60}( \([\w-]{1,40}\))?(\n\s+at [^\n]{1,300})*$/;

const word: Reader = (value) => (value === null ? null : matching(value, WORD));
const figure: Reader = (value) => (typeof value === "number" ? value : WITHHELD);

/** The members that a line may have. */
const LISTED: Readonly<Record<string, Reader>> = {
  traceId: (value) => matching(value, TRACE_ID),
  error: (value) => (typeof value === "string" ? matching(value, FAULT) : describeFault(value)),
  partner: (value) => (typeof value === "string" && isPartnerKey(value) ? value : WITHHELD),
  /** A file that the operator has named. */
  file: (value) => (typeof value === "string" ? value.slice(0, 300) : WITHHELD),
  /** What is wrong with it. */
  fault: (value) => (typeof value === "string" ? value.slice(0, 1_000) : WITHHELD),
  ...Object.fromEntries(["kind", "service", "end", "failure", "status"].map((name) => [name, word])),
  ...Object.fromEntries(["pages", "entries", "changed", "refused", "ms"].map((name) => [name, figure])),
};

function matching(value: unknown, pattern: RegExp): string {
  return typeof value === "string" && pattern.test(value) ? value : WITHHELD;
}

/** What of an event is written. */
function allowed(event: Record<string, unknown>): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(event)) {
    const read = Object.hasOwn(LISTED, name) ? LISTED[name] : undefined;
    if (read === undefined) dropped++;
    else line[name] = read(value);
  }
  return dropped === 0 ? line : { ...line, dropped };
}

/** Standard error. A line that cannot be written, on a disk that is full, is lost: nothing else stops for it. */
function standardError(): DestinationStream {
  const stream = pino.destination({ fd: 2, sync: true });
  stream.on("error", () => undefined);
  const write = (line: string): void => {
    try {
      stream.write(line);
    } catch {
      // said above
    }
  };
  return { write };
}

/** The program's log. `destination`: standard error when not given. */
export function createLog(
  destination: DestinationStream = standardError(),
  level: "info" | "debug" | "trace" = "info",
): Logger {
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeFault },
      formatters: { log: allowed },
      hooks: {
        // Texts are our own, and nothing is put into them: what would be is dropped.
        logMethod([first, second], method) {
          if (typeof first === "string") method.call(this, first);
          else if (first instanceof Error) method.call(this, { error: first }, second);
          else method.call(this, first, second);
        },
      },
    },
    destination,
  );
  return Object.assign(log, { child: () => log }); // what a child adds to its lines goes past the list
}
