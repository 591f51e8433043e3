// `maillage import`: files into a data folder's network, or only a look at what that would do. In: files. Out: a report
// on standard output, faults on standard error; exit status 1 when a row was refused.
import type { Command } from "commander";
import { proseLanguage } from "../../schema/prose-language.js";
import { formatFault, sayFault } from "../../services/partner/import/import-fault.js";
import { importTables, type ImportReport } from "../../services/partner/import/import-tables.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { databaseUrlFromEnvironment } from "./config.js";
import { startDatabase, type RunningDatabase } from "./database.js";
import { importForPartner } from "./import-partner-command.js";
import { startPassingDatabase } from "./passing-database.js";

interface ImportOptions {
  readonly partner?: string;
  readonly type?: string;
  readonly replace: boolean;
  readonly confirmDeleted?: string;
  readonly mapping?: string;
  readonly language: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly dataDir: string;
}

/** Adds the command. */
export function addImportCommand(program: Command): void {
  program
    .command("import <files...>")
    .description("imports tables into the network of a data folder that is not running, or into one partner's records")
    .option("--partner <key>", "into the records of this partner, whether the network runs or not")
    .option("--type <type>", "with --partner: what the rows are, when no column says it, like person")
    .option("--replace", "with --partner: deletes records that the table does not name", false)
    .option("--confirm-deleted <n>", "with --replace: the number of deletions that an import before this showed")
    .option("--mapping <name or file>", "the mapping by which the files are read, like rna")
    .option("--language <tag>", "the language of rows that state none, and of the report: French for fr", "en")
    .option("--dry-run", "only says what would happen", false)
    .option("--json", "the report as one JSON object, with --partner one for each file", false)
    .option("--data-dir <folder>", "the data folder", ".maillage")
    .action(async (files: string[], options: ImportOptions) => {
      process.exitCode = await runImport(files, options);
    });
}

function runImport(files: readonly string[], options: ImportOptions): Promise<number> {
  const { partner, type = null, confirmDeleted = null, mapping = null } = options;
  const databaseUrl = databaseUrlFromEnvironment();
  if (partner === undefined) {
    if (options.replace || type !== null || confirmDeleted !== null)
      throw new Error("--replace, --type and --confirm-deleted are for --partner <key>");
    return importFiles({ ...options, files, mapping, databaseUrl });
  }
  if (mapping !== null) throw new Error("--mapping is for files of many partners, not for --partner");
  return importForPartner({ ...options, partner, files, type, confirmDeleted, databaseUrl });
}

export interface ImportCommand {
  readonly files: readonly string[];
  readonly mapping: string | null;
  readonly language: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

/** Imports, and says what became of every row. Gives the exit status. */
export async function importFiles(command: ImportCommand): Promise<number> {
  const { database, stop } = await databaseFor(command);
  try {
    const store = await openStore({ databaseUrl: database });
    const report = await importTables({
      files: command.files,
      mapping: command.mapping ?? undefined,
      language: command.language,
      store,
      dryRun: command.dryRun,
      onProgress: ({ rows, of, rowsPerSecond }) => tell(`${rows} of ${of} rows, ${rowsPerSecond} a second`),
    });
    await store.close();
    printReport(report, command);
    return report.refused > 0 ? 1 : 0;
  } finally {
    await stop();
  }
}

/** A dry run without a database of its own compares with nothing: every row would be new. */
async function databaseFor({
  databaseUrl,
  dataDir,
  dryRun,
}: ImportCommand): Promise<{ database: string; stop: () => Promise<void> }> {
  if (databaseUrl !== null) return { database: databaseUrl, stop: async () => undefined };
  return running(dryRun ? await startPassingDatabase() : await startDatabase({ dataDir, log: () => undefined }));
}

function running(database: RunningDatabase): { database: string; stop: () => Promise<void> } {
  return { database: database.url, stop: () => database.stop() };
}

function printReport(report: ImportReport, { json, dryRun, language }: ImportCommand): void {
  const prose = proseLanguage([language]);
  for (const fault of report.faults) tell(formatFault(fault, prose));
  const faults = report.faults.map((fault) => ({ file: fault.file, ...sayFault(fault, prose) }));
  if (json) return void process.stdout.write(`${JSON.stringify({ ...report, faults })}\n`);
  const would = dryRun ? "would be " : "";
  for (const { key, created, changed, unchanged } of report.partners) {
    process.stdout.write(`${key}: ${created} ${would}new, ${changed} ${would}changed, ${unchanged} unchanged\n`);
  }
  process.stdout.write(`${report.refused} refused, ${report.warnings} warnings\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
