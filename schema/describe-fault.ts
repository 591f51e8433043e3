// What is written down of an error of ours: its kind and where it came from. In: whatever was thrown. Out: its class, its
// code and the places in the code, without the message: a database's repeats the statement with everything in it.

const MOST_PLACES = 12;

/** The description of an error, for the log. */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error; // the job queue throws plain objects
  const code: unknown = "code" in error ? error.code : undefined;
  const places = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [`${error.name}${typeof code === "string" ? ` (${code})` : ""}`, ...places.slice(0, MOST_PLACES)].join("\n");
}
