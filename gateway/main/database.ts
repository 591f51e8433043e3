// The embedded database: a real PostgreSQL in the data folder, for machines that have none. In: a folder. Out: its
// address, and a way to stop it. Only the launcher and the tests start it; with DATABASE_URL it is not needed.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DatabaseUser } from "./database-user.js";
import { endOrphan, requireFreeFolder } from "./database-lock.js";
import { findDatabasePlace } from "./database-place.js";
import { findFreePort, launchPostgres, locateBinaries, runToEnd, type Binaries } from "./database-process.js";

export const DATABASE_NAME = "maillage";

export interface DatabaseOptions {
  /** The folder that holds everything a network keeps; the database lies in `postgres` below it. */
  readonly dataDir: string;
  /** Told what happens, a line at a time; never passwords. */
  readonly log: (line: string) => void;
  /** PostgreSQL settings beyond our own, like `fsync: "off"` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RunningDatabase {
  readonly url: string;
  /** Ends all sessions, writes a checkpoint and waits for the server to be gone. May be called twice. */
  stop(): Promise<void>;
}

interface Cluster {
  readonly folder: string;
  readonly password: string;
  readonly user: DatabaseUser | null;
  readonly binaries: Binaries;
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  max_wal_size: "2GB",
  log_min_messages: "warning",
  log_min_error_statement: "panic", // logs never hold what was asked
  log_error_verbosity: "terse",
  timezone: "UTC",
};

/**
 * Starts the database in `<dataDir>/postgres`, filling the folder the first time. Listens on a free port of 127.0.0.1
 * only, with a password that lies beside it. Throws an Error whose message the operator can act on.
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const dataDir = resolve(options.dataDir);
  const found = await locateBinaries();
  await mkdir(dataDir, { recursive: true });
  await requireFreeFolder(dataDir);
  const { folder, user, binaries } = await findDatabasePlace({ dataDir, binaries: found, log: options.log });
  const cluster = { folder: join(folder, "postgres"), password: await keepPassword(folder), user, binaries };
  if (await endOrphan(cluster.folder)) options.log("a database left behind by an earlier run was stopped");
  if (!existsSync(join(cluster.folder, "PG_VERSION"))) await createCluster(cluster, options);
  return runCluster(cluster, options);
}

async function runCluster(cluster: Cluster, options: DatabaseOptions): Promise<RunningDatabase> {
  const port = await findFreePort();
  const settings = Object.entries({ ...SETTINGS, ...options.settings, port: String(port) });
  const server = await launchPostgres({
    command: cluster.binaries.postgres,
    args: ["-D", cluster.folder, ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    user: cluster.user,
    log: options.log,
  });
  return {
    url: `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${DATABASE_NAME}`,
    stop: () => server.stop(),
  };
}

/** Fills the folder. Built under another name and moved, so that a run killed halfway leaves no half database. */
async function createCluster(cluster: Cluster, { log, settings }: DatabaseOptions): Promise<void> {
  const { user, binaries } = cluster;
  log("creating the database");
  const folder = `${cluster.folder}.new`;
  const passwordFile = `${cluster.folder}.initial-password`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (user !== null) for (const path of [folder, passwordFile]) await chown(path, user.uid, user.gid);
  const args = ["-D", folder, "--username=postgres", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"];
  const sync = settings?.["fsync"] === "off" ? ["--no-sync"] : [];
  try {
    await runToEnd({ command: binaries.initdb, args: [...args, `--pwfile=${passwordFile}`, ...sync], user });
    const create = { command: binaries.postgres, args: ["--single", "-D", folder, "postgres"], user };
    await runToEnd({ ...create, input: `CREATE DATABASE ${DATABASE_NAME};\n` });
    await rename(folder, cluster.folder);
  } catch (cause) {
    throw new Error(`The database could not be created in ${cluster.folder}.`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The password of this folder's database: made the first time, then read again. */
async function keepPassword(folder: string): Promise<string> {
  const file = join(folder, "postgres.password");
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  const password = randomBytes(24).toString("base64url");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}
