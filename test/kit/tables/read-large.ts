// Reading a large file in a process of its own, as a hub would: test runners slow every access to a buffer down, and fill
// the memory that is to be measured. In: a path and a size. Out: what was read, and what it took.
import { openTable } from "../../../services/partner/import/read/open-table.js";
import { largeFile } from "./ugly-texts.js";

export interface LargeRead {
  readonly rows: number;
  /** Rows that hold what was written. */
  readonly sound: number;
  /** Bytes by which the process grew at most while it read. */
  readonly grownBytes: number;
}

/** Writes a file of so many bytes and reads it. */
export async function readLarge(path: string, bytes: number): Promise<LargeRead> {
  await largeFile("grand.csv", bytes).write(path);
  const table = await openTable({ path });
  const before = process.memoryUsage().rss;
  let [rows, sound, most] = [0, 0, 0];
  for await (const row of table.rows) {
    if (row.fault === null && row.cells.get("identifiant") === `n${++rows}`) sound++;
    if (rows % 5000 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return { rows, sound, grownBytes: most - before };
}
