// `maillage backup` and `maillage restore` at the command line. In: a program to add them to. Out: a file or a network, and
// lines that say how old it is and how long it took.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Command } from "commander";
import { backUp } from "./backup.js";
import { databaseUrlFromEnvironment } from "./config.js";
import { startDatabase } from "./database.js";
import { reachDatabase } from "./reach-database.js";
import { restore } from "./restore.js";

/** Adds both commands. */
export function addBackupCommands(program: Command): void {
  program
    .command("backup <file>")
    .description("writes everything that the network's database holds into a file, while the hub runs or not")
    .option("--data-dir <folder>", "the data folder", ".maillage")
    .action(async (file: string, { dataDir }: { dataDir: string }) => say(await runBackup(file, dataDir)));
  program
    .command("restore <file>")
    .description("restores a backup into the empty database of a network that does not run")
    .option("--data-dir <folder>", "the data folder, new or an earlier one's", ".maillage")
    .option("--force", "drops what the database holds", false)
    .action(async (file: string, options: { dataDir: string; force: boolean }) => say(await runRestore(file, options)));
}

async function runBackup(file: string, dataDir: string): Promise<string> {
  const began = performance.now();
  const { url, stop } = await reachDatabase(dataDir, databaseUrlFromEnvironment());
  try {
    const { rows, tables, at } = await backUp(url, file);
    const size = (await stat(file)).size;
    return `${file}: ${rows} rows of ${tables} tables as of ${at}, ${size} bytes, in ${seconds(performance.now() - began)}`;
  } finally {
    await stop();
  }
}

async function runRestore(file: string, { dataDir, force }: { dataDir: string; force: boolean }): Promise<string> {
  const given = databaseUrlFromEnvironment();
  const database = given === null ? await startDatabase({ dataDir, log: () => undefined }) : null;
  try {
    const report = await restore({
      ...{ databaseUrl: database?.url ?? given ?? "", file, force },
      erasureFile: join(dataDir, "erasures.jsonl"),
      takenBackFile: join(dataDir, "taken-back.jsonl"),
    });
    return [
      `restored ${report.rows} rows; ${report.erasures} erasures that the backup did not know were done again`,
      `keys revoked, members removed and partners that left since: ${report.takenBack}, taken back again`,
      `RPO ${seconds(report.lostMs)}: the backup is of ${report.at}; what happened since is lost`,
      `RTO ${seconds(report.tookMs)}: how long restoring took`,
    ].join("\n");
  } finally {
    await database?.stop();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
