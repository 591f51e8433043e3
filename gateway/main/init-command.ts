// `maillage init <dir>`: makes a folder a partner. In: a folder, with tables in it or without. Out: the files that it lacks,
// and a report on its tables; nothing is overwritten. With `--own`: a program for a system of one's own.
import { basename, join, resolve } from "node:path";
import type { Command } from "commander";
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { say } from "../../services/partner/import/phrase.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { findTables } from "../../services/partner/scaffold/find-tables.js";
import { FolderImport, typesOf, type TableImported } from "../../services/partner/scaffold/import-folder.js";
import { INIT_WORDS } from "../../services/partner/scaffold/init-words.js";
import { ownFiles } from "../../services/partner/scaffold/own-files.js";
import {
  checkSettings,
  keyOfName,
  readSettings,
  type PartnerSettings,
  type TableSettings,
} from "../../services/partner/scaffold/partner-settings.js";
import { tableFiles, tableTemplates, templateTables } from "../../services/partner/scaffold/table-files.js";
import { writeScaffold } from "../../services/partner/scaffold/write-scaffold.js";
import { startPassingDatabase } from "./passing-database.js";
import { sayImported } from "./say-imported.js";

interface InitOptions {
  readonly key?: string;
  readonly name?: string;
  readonly language: string;
  readonly licence: string;
  readonly hub?: string;
  readonly port: string;
  readonly own: boolean;
}

/** Adds the command. */
export function addInitCommand(program: Command): void {
  program
    .command("init <dir>")
    .description("makes a partner of a folder of tables, or with --own a program for a system of one's own")
    .option("--key <partner key>", "the key that its ids begin with; made from the name when not given")
    .option("--name <name>", "the association's name; the folder's when not given")
    .option("--language <tag>", "of texts that do not say theirs, and of the files written: fr or en", "en")
    .option("--licence <SPDX id>", "the licence under which it publishes", "CC-BY-4.0")
    .option("--hub <url>", "the hub that it is to join")
    .option("--port <port>", "where it is to listen", "4001")
    .option("--own", "TypeScript for a system of one's own instead of tables", false)
    .action(async (dir: string, options: InitOptions) => {
      const lines = options.own ? await initOwn(dir, options) : await initTables(dir, options);
      process.stdout.write(`${lines.join("\n")}\n`);
    });
}

async function initOwn(dir: string, options: InitOptions): Promise<string[]> {
  const folder = resolve(dir);
  const settings = settingsOf(folder, options, []);
  const { written, kept } = await writeScaffold(folder, await ownFiles({ ...settings, folder }));
  const language = proseLanguage([settings.language]);
  return [...sayWritten({ folder, written, kept }, language), say(INIT_WORDS.ownNext(folder), language)];
}

async function initTables(dir: string, options: InitOptions): Promise<string[]> {
  const folder = resolve(dir);
  const language = proseLanguage([options.language]);
  const found = await findTables(folder);
  const existing = await settingsThere(folder);
  const isEmpty = found.length === 0 && existing === null;
  const named = isEmpty ? templateTables(language) : found.map((file) => ({ file, rows: "MERGE" as const }));
  const wished = existing ?? settingsOf(folder, options, named);
  const looked = isEmpty ? [] : await lookAtTables(folder, wished);
  const settings = existing !== null || isEmpty ? wished : { ...wished, tables: tablesOf(looked) };
  const files = await tableFiles({ ...settings, folder, maillage: PROJECT_ROOT }, settings);
  const outcome = await writeScaffold(folder, isEmpty ? { ...tableTemplates(language), ...files } : files);
  const leftOut =
    existing === null ? found.filter((file) => !settings.tables.some((table) => table.file === file)) : [];
  return [
    ...looked.flatMap((each) => sayImported(each, language, true)),
    ...leftOut.map((file) => say(INIT_WORDS.leftOut(file), language)),
    ...sayWritten({ folder, ...outcome }, language),
    ...(options.key === undefined && existing === null ? [say(INIT_WORDS.key(settings.key), language)] : []),
    say(INIT_WORDS.next(dir), language),
  ];
}

async function settingsThere(folder: string): Promise<PartnerSettings | null> {
  return readSettings(folder).catch((error: Error) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return null; // as `readSettings` wraps it
    throw error;
  });
}

function settingsOf(folder: string, options: InitOptions, tables: readonly TableSettings[]): PartnerSettings {
  const { name = basename(folder), language, licence, hub = null, port } = options;
  const key = options.key ?? keyOfName(name);
  if (key === null) throw new Error(`--key: expected one, since no key can be made from ${name}`);
  const said = { key, name, language, languages: [language], licence, port: Number(port), hub, tables };
  return checkSettings(said, "the options");
}

/** The tables as they would be served: imported into a database that goes again. */
async function lookAtTables(folder: string, settings: PartnerSettings): Promise<TableImported[]> {
  if (settings.tables.length === 0) return [];
  progress(say(INIT_WORDS.looking(settings.tables.length), proseLanguage([settings.language])));
  const database = await startPassingDatabase();
  try {
    const store = await openStore({ databaseUrl: database.url });
    return await new FolderImport({ folder, settings, store }).importTables().finally(() => store.close());
  } finally {
    await database.stop();
  }
}

/** Rows that go are deleted where a table is the only one of its type; what is no table stays out. */
function tablesOf(looked: readonly TableImported[]): TableSettings[] {
  const held = looked.map(({ table, report }) => ({ file: table.file, types: typesOf(report) }));
  return held
    .filter(({ types }) => types.size > 0)
    .map(({ file, types }) => {
      const isShared = held.some((other) => other.file !== file && !types.isDisjointFrom(other.types));
      const [type, ...others] = types;
      const told = type === undefined || others.length > 0 ? {} : { type };
      return { file, ...told, rows: isShared ? "MERGE" : "REPLACE" };
    });
}

interface Said {
  readonly folder: string;
  readonly written: readonly string[];
  readonly kept: readonly string[];
}

function sayWritten({ folder, written, kept }: Said, language: ProseLanguage): string[] {
  return [
    ...written.map((file) => say(INIT_WORDS.written(join(folder, file)), language)),
    ...kept.map((file) => say(INIT_WORDS.kept(join(folder, file)), language)),
  ];
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
