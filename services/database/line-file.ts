// Files beside the database that are only ever added to, one JSON object a line. In: objects to add. Out: lines that are on the
// disk when it is said so; all of them read again, but for one that was cut off when the machine stopped.
import { open, readFile } from "node:fs/promises";

export interface LineFormat<T> {
  /** Throws for what is no such object. */
  readonly parse: (value: unknown) => T;
  /** What each line begins with: one that begins so and has no end was being written when the machine stopped. */
  readonly begins: string;
  /** What a line is, for who reads the error. */
  readonly what: string;
}

/** Adds lines, and waits until they are on the disk. */
export async function appendLines(file: string, objects: readonly object[]): Promise<void> {
  if (objects.length === 0) return;
  const lines = objects.map((each) => `${JSON.stringify(each)}\n`).join("");
  const handle = await open(file, "a", 0o600);
  try {
    await handle.appendFile(`\n${lines}`); // after a line that was cut off, a new one begins
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the file holds; nothing when there is none. Throws an Error with the line that is something else. */
export async function readLines<T>(file: string, format: LineFormat<T>): Promise<T[]> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.flatMap((line, index) => readLine(line, format, `${file}, line ${index + 1}`));
}

/** A line that was cut off was written again after that. */
function readLine<T>(line: string, { parse, begins, what }: LineFormat<T>, place: string): T[] {
  try {
    return [parse(JSON.parse(line))];
  } catch (cause) {
    if (line.startsWith(begins) && !line.endsWith("}")) return [];
    throw new Error(`${place}: expected ${what}, got something else.`, { cause });
  }
}
