// `maillage data-requests`: what waits to be sent to people who made data requests, for an operator who sends it by hand
// where no mail is sent. In: a data folder, running or not, or a database. Out: messages with their links; one that was sent
// is dropped.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { dropMessage, listMessages, type WaitingMessage } from "../../services/registry/data-links.js";
import { openRegistryStore } from "../../services/registry/store/open-registry-store.js";
import { DATABASE_NAME, startDatabase } from "./database.js";

export interface DataRequestsCommand {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** The id of a message that was sent. */
  readonly sent: string | null;
}

/** Gives the lines to print. Throws an Error that the operator can act on. */
export async function dataRequests({ dataDir, databaseUrl, sent }: DataRequestsCommand): Promise<string[]> {
  const { url, stop } = await databaseOf(dataDir, databaseUrl);
  try {
    const store = await openRegistryStore(url);
    try {
      if (sent !== null && !(await dropMessage(store.database, sent)))
        throw new Error(`--sent: expected the id of a message that waits, got ${sent}`);
      return (await listMessages(store.database)).map(describe);
    } finally {
      await store.orm.close(true);
    }
  } finally {
    await stop();
  }
}

function describe({ id, recipient, template, language, data }: WaitingMessage): string {
  const rest = Object.entries(data).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [id, `to: ${recipient}`, `${template} (${language})`, ...rest].join("\n  ");
}

interface ReachedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** The database of a network that runs is asked where it is; that of one that does not is started for this. */
async function databaseOf(dataDir: string, databaseUrl: string | null): Promise<ReachedDatabase> {
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
