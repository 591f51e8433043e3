// A database for tests: one embedded server per test file, a fresh database per call; or `DATABASE_URL`'s server.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { MikroORM } from "@mikro-orm/postgresql";
import { startDatabase } from "../../gateway/main/database.js";
import { copyCluster } from "./cluster-template.js";

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const UNSAFE_BUT_FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  shared_buffers: "64MB",
  autovacuum: "off",
};

let server: Promise<Server> | undefined;
const databases: string[] = [];

/** The address of a new, empty database. It goes away when the test file is done. */
export async function testDatabase(): Promise<string> {
  server ??= startServer();
  const { url } = await server;
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(url, `create database ${name} template template0`);
  databases.push(name);
  return withDatabase(url, name);
}

/** A copy of a database as it is now, sessions of it or not: what a backup of it would hold. Gives its address. */
export async function copyDatabase(url: string): Promise<string> {
  const { url: home } = await (server ?? startServer());
  const name = `test_${randomBytes(8).toString("hex")}`;
  const original = new URL(url).pathname.slice(1);
  await administer(home, `create database ${name} template ${original} strategy wal_log`);
  databases.push(name);
  return withDatabase(home, name);
}

afterAll(async () => {
  const running = await server;
  if (running === undefined) return;
  if (process.env["DATABASE_URL"] !== undefined)
    for (const name of databases) await administer(running.url, `drop database if exists ${name} with (force)`);
  await running.stop();
});

async function startServer(): Promise<Server> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-test-"));
  const shared = process.env["TEST_CLUSTER"];
  if (shared !== undefined) await copyCluster(shared, dataDir);
  const database = await startDatabase({ dataDir, log: () => undefined, settings: UNSAFE_BUT_FAST });
  const stop = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: database.url, stop };
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
