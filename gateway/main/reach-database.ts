// The database of a network, for commands beside it. In: a data folder, running or not, or an address. Out: the address. That
// of a network that runs is asked where it is; that of one that does not is started for this.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DATABASE_NAME, startDatabase } from "./database.js";

export interface ReachedDatabase {
  readonly url: string;
  /** Stops what was started for this. */
  stop(): Promise<void>;
}

/** Reaches a network's database. Throws an Error that the operator can act on. */
export async function reachDatabase(dataDir: string, databaseUrl: string | null): Promise<ReachedDatabase> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: async () => undefined };
  const folder = await databaseFolder(resolve(dataDir));
  const running = join(folder, "postgres", "postmaster.pid");
  if (!existsSync(running)) return startDatabase({ dataDir, log: () => undefined });
  const port = (await readFile(running, "utf8")).split("\n")[3] ?? "";
  const password = (await readFile(join(folder, "postgres.password"), "utf8")).trim();
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/${DATABASE_NAME}`, stop: async () => undefined };
}

async function databaseFolder(dataDir: string): Promise<string> {
  const note = join(dataDir, "database-place");
  return existsSync(note) ? (await readFile(note, "utf8")).trim() : dataDir;
}
