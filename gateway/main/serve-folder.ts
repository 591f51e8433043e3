// A folder of tables as a running partner. In: the folder, its settings. Out: a server over its records, which follow the
// tables; stopped in the reverse order, the database last.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describeFault } from "../../schema/describe-fault.js";
import { proseLanguage } from "../../schema/prose-language.js";
import { phrase, say as sayPhrase } from "../../services/partner/import/phrase.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { FolderImport, type TableImported } from "../../services/partner/scaffold/import-folder.js";
import { readSettings, type PartnerSettings } from "../../services/partner/scaffold/partner-settings.js";
import { watchTables, type TableWatch } from "../../services/partner/scaffold/watch-tables.js";
import { startPartnerServer, type PartnerServerOptions } from "../../services/partner/server.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { publishedKeys } from "../fetch/signing-keys.js";
import { startDatabase } from "./database.js";
import { keepKey } from "./hub-key.js";
import type { Launched } from "./launch.js";
import { sayImported } from "./say-imported.js";
import { CHECK_KEY, SERVED_AT } from "./served-folder.js";

export interface FolderServing {
  readonly folder: string;
  readonly dataDir: string;
  /** Null: as the settings say. */
  readonly port: number | null;
  readonly host: string | null;
  readonly hub: string | null;
  readonly language: string | null;
  readonly databaseUrl: string | null;
  readonly confirmDeleted: number | null;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** The secret of "come now", as the hub's operator gave it, in the data folder; without it the hub comes round by itself. */
const COME_NOW = "come-now-secret";

const WORDS = {
  noHub: phrase(
    "no hub yet: whoever asks reads what is public. To join one: maillage join",
    "pas encore de hub : n’importe qui lit ce qui est public. Pour en rejoindre un : maillage join",
  ),
  noTables: phrase("maillage.json names no tables", "maillage.json ne nomme aucun tableau"),
  taken: (port: number) =>
    phrase(
      `port ${port} is taken by another program: choose another one, by --port or in maillage.json`,
      `le port ${port} est pris par un autre programme : choisissez-en un autre, par --port ou dans maillage.json`,
    ),
  waiting: phrase(
    "rows are gone: waiting until nobody writes the table any more",
    "des lignes ont disparu : attente que plus personne n’écrive le tableau",
  ),
};

/** Starts it. Throws an Error that the operator can act on; what was started by then is stopped again. */
export async function startFolder(options: FolderServing): Promise<Launched> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { url: await startAll(options, stops), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(options: FolderServing, stops: Array<() => Promise<void>>): Promise<string> {
  const { folder, dataDir, say } = options;
  const settings = await readSettings(folder);
  const language = proseLanguage([options.language ?? settings.language]);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const databaseUrl = options.databaseUrl ?? settings.database ?? (await startOwnDatabase(options, stops));
  const store = await openStore({ databaseUrl });
  stops.push(() => store.close());
  const confirmDeleted = options.confirmDeleted ?? undefined;
  const tables = new FolderImport({ folder, settings, store, confirmDeleted });
  const tell = (each: TableImported): void => sayImported(each, language).forEach(say);
  if (settings.tables.length === 0) say(sayPhrase(WORDS.noTables, language));
  (await tables.importTables()).forEach(tell);
  const server = await startPartnerServer(await serverOptions(options, settings, databaseUrl)).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EADDRINUSE") throw cause;
      throw new Error(sayPhrase(WORDS.taken(options.port ?? settings.port), language), { cause });
    },
  );
  stops.push(() => server.stop());
  const watch: TableWatch = watchTables({
    ...{ folder, files: settings.tables.map(({ file }) => file) },
    onTrouble: (error) => options.complain(describeFault(error)),
    onChange: async (files) => {
      const doomed = (await rehearse(tables, files)).filter(({ report }) => report.deleted > 0);
      if (doomed.length > 0) say(sayPhrase(WORDS.waiting, language));
      for (const { table } of doomed) while (!(await watch.isQuiet(table.file, BEFORE_DELETING_MS)));
      (await tables.importTables(files)).forEach(tell);
    },
  });
  stops.push(() => watch.stop());
  if ((options.hub ?? settings.hub) === null) say(sayPhrase(WORDS.noHub, language));
  const url = `${server.url}/${settings.key}/graphql`;
  await writeFile(join(dataDir, SERVED_AT), `${url}\n`);
  return url;
}

/** A table that is written in several strokes lacks rows for a moment. */
const BEFORE_DELETING_MS = 3_000;

async function rehearse(tables: FolderImport, files: ReadonlySet<string>): Promise<TableImported[]> {
  const changed = tables.options.settings.tables.filter(({ file }) => files.has(file));
  const rehearsed: TableImported[] = [];
  for (const table of changed) rehearsed.push(await tables.importTable(table, true));
  return rehearsed;
}

async function startOwnDatabase(
  { dataDir, complain }: FolderServing,
  stops: Array<() => Promise<void>>,
): Promise<string> {
  const database = await startDatabase({ dataDir, log: complain });
  stops.push(() => database.stop());
  return database.url;
}

async function serverOptions(
  { dataDir, port, host, hub: otherHub, complain }: FolderServing,
  settings: PartnerSettings,
  databaseUrl: string,
): Promise<PartnerServerOptions> {
  const { key, name, licence, languages } = settings;
  const hub = (otherHub ?? settings.hub)?.replace(/\/+$/, "") ?? null;
  const published = publishedKeys([{ key: await keepKey(join(dataDir, CHECK_KEY)), from: 0 }]);
  const ownKeys = { keys: published.map((each) => ({ kty: "OKP", ...each })) };
  const secret = await comeNowSecret(dataDir);
  return {
    ...{ databaseUrl, port: port ?? settings.port, host: host ?? settings.host, log: complain },
    partners: [completeProfile({ key, name, licence, languages })],
    tokens:
      hub === null
        ? { ownKeys, required: false }
        : { ownKeys, jwksUrl: `${hub}/.well-known/jwks.json`, required: true },
    ...(hub === null || secret === null ? {} : { comeNow: { hubUrl: hub, secrets: { [key]: secret } } }),
  };
}

async function comeNowSecret(dataDir: string): Promise<string | null> {
  const path = join(dataDir, COME_NOW);
  return existsSync(path) ? (await readFile(path, "utf8")).trim() : null;
}
