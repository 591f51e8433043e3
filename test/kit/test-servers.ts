// The PostgreSQL servers of a whole test run: one for each worker, each with a database `maillage` that has every table and
// no row, which test databases begin as copies of. In: an empty folder. Out: their addresses, and a way to stop them. Filling
// one and migrating take seconds, for each file that would do it.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startDatabase, type RunningDatabase } from "../../gateway/main/database.js";
import { DATABASE_PARTS } from "../../gateway/main/database-parts.js";
import { openDatabase } from "../../services/database/open-database.js";

/** Safe for nothing that is to be kept. */
export const UNSAFE_BUT_FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "64MB",
  autovacuum: "off",
};

const FILES = ["postgres", "postgres.password"];

export interface TestServers {
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Starts so many servers. Throws what PostgreSQL says when one does not start. */
export async function startTestServers(folder: string, count: number): Promise<TestServers> {
  const folders = Array.from({ length: count }, (_, at) => join(folder, String(at)));
  const [first = folder, ...others] = folders;
  const filling = await start(first);
  await migrate(filling);
  await filling.stop();
  for (const other of others) await copyCluster(first, other);
  const servers = await Promise.all(folders.map(start));
  for (const server of servers) await migrate(server); // nothing to do where it is a copy
  return {
    urls: servers.map(({ url }) => url),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}

function start(dataDir: string): Promise<RunningDatabase> {
  return startDatabase({ dataDir, log: () => undefined, settings: UNSAFE_BUT_FAST });
}

async function migrate({ url: databaseUrl }: RunningDatabase): Promise<void> {
  for (const part of DATABASE_PARTS) await (await openDatabase(part, { databaseUrl, connections: 2 })).close();
}

/** Where its user cannot reach the folder, the database lies elsewhere: then each server fills its own. */
async function copyCluster(from: string, to: string): Promise<void> {
  await mkdir(to);
  const files = FILES.map((file) => join(from, file)).filter((path) => existsSync(path));
  if (files.length === FILES.length) await promisify(execFile)("cp", ["-a", ...files, to]); // with their owner
}
