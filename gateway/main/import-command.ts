// `maillage import`: files into a data folder's network, or only a look at what that would do. In: files. Out: a report
// on standard output, faults on standard error; exit status 1 when a row was refused.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatFault } from "../../services/partner/import/import-fault.js";
import { importTables, type ImportReport } from "../../services/partner/import/import-tables.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { startDatabase, type RunningDatabase } from "./database.js";

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
  if (!dryRun) return running(await startDatabase({ dataDir, log: () => undefined }));
  const folder = await mkdtemp(join(tmpdir(), "maillage-dry-run-"));
  const { database, stop } = running(
    await startDatabase({ dataDir: folder, log: () => undefined, settings: { fsync: "off" } }),
  );
  return { database, stop: () => stop().then(() => rm(folder, { recursive: true, force: true })) };
}

function running(database: RunningDatabase): { database: string; stop: () => Promise<void> } {
  return { database: database.url, stop: () => database.stop() };
}

function printReport(report: ImportReport, { json, dryRun }: ImportCommand): void {
  for (const fault of report.faults) tell(formatFault(fault));
  if (json) return void process.stdout.write(`${JSON.stringify(report)}\n`);
  const would = dryRun ? "would be " : "";
  for (const { key, created, changed, unchanged } of report.partners) {
    process.stdout.write(`${key}: ${created} ${would}new, ${changed} ${would}changed, ${unchanged} unchanged\n`);
  }
  process.stdout.write(`${report.refused} refused, ${report.warnings} warnings\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
