// A database for tests: a fresh one per call, on the worker's server (`TEST_SERVERS`, started by run-tests.mjs), on the server
// of `DATABASE_URL`, or on an embedded server of the test file's own.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { MikroORM } from "@mikro-orm/postgresql";
import { startDatabase } from "../../gateway/main/database.js";
import { UNSAFE_BUT_FAST } from "./test-servers.js";

interface Server {
  readonly url: string;
  /** A database to begin as a copy of. */
  readonly template: string;
  /** Absent where the server is not this file's to stop. */
  stop?(): Promise<void>;
}

let server: Promise<Server> | undefined;
const databases: string[] = [];

/** The address of a new database without a row; `isEmpty`: without a table, too. It goes away when the test file is done. */
export async function testDatabase({ isEmpty = false } = {}): Promise<string> {
  server ??= findServer();
  const { url, template } = await server;
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(url, `create database ${name} template ${isEmpty ? "template0" : template}`);
  databases.push(name);
  return withDatabase(url, name);
}

/** A copy of a database as it is now, sessions of it or not: what a backup of it would hold. Gives its address. */
export async function copyDatabase(url: string): Promise<string> {
  const { url: home } = await (server ??= findServer());
  const name = `test_${randomBytes(8).toString("hex")}`;
  const original = new URL(url).pathname.slice(1);
  await administer(home, `create database ${name} template ${original} strategy wal_log`);
  databases.push(name);
  return withDatabase(home, name);
}

afterAll(async () => {
  const running = await server;
  if (running?.stop !== undefined) return running.stop();
  for (const name of databases) await administer(running?.url ?? "", `drop database if exists ${name} with (force)`);
});

async function findServer(): Promise<Server> {
  const { DATABASE_URL: given, TEST_SERVERS: servers, JEST_WORKER_ID: worker = "1" } = process.env;
  if (given !== undefined) return { url: given, template: "template0" };
  const url = servers?.split(" ")[Number(worker) - 1];
  if (url !== undefined) return { url, template: "maillage" };
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-test-"));
  const database = await startDatabase({ dataDir, log: () => undefined, settings: UNSAFE_BUT_FAST });
  const stop = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: database.url, template: "template0", stop };
}

async function administer(url: string, statement: string): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } });
  await orm.em.getConnection().execute(statement);
  await orm.close(true);
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
