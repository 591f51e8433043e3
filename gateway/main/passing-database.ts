// A database for looking at tables: real, empty, and gone afterwards. In: nothing. Out: its address, and a way to end it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase, type RunningDatabase } from "./database.js";

/** Starts it, in a folder of its own that goes with it. */
export async function startPassingDatabase(): Promise<RunningDatabase> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-dry-run-"));
  const { url, stop } = await startDatabase({ dataDir: folder, log: () => undefined, settings: { fsync: "off" } });
  return { url, stop: () => stop().then(() => rm(folder, { recursive: true, force: true })) };
}
