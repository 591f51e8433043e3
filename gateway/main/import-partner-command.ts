// `maillage import --partner <key>`: files into the records of one partner, whether its network runs or not. In: files.
// Out: a report on standard output, faults on standard error; exit status 1 when a row was refused or the import stopped.
import { basename } from "node:path";
import { formatFault, sayFault, type ImportFault } from "../../services/partner/import/import-fault.js";
import { importPartnerTable, type PartnerImportReport } from "../../services/partner/import/import-partner-table.js";
import { say } from "../../services/partner/import/phrase.js";
import { typeOfWord } from "../../services/partner/import/cell-words.js";
import { proseLanguage, type ProseLanguage } from "../../schema/prose-language.js";
import { isPartnerKey, type RecordType } from "../../schema/record-id.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { reachDatabase } from "./reach-database.js";

export interface ImportPartnerCommand {
  readonly partner: string;
  readonly files: readonly string[];
  /** A word for the type of the rows, when no column says it. */
  readonly type: string | null;
  readonly replace: boolean;
  readonly confirmDeleted: string | null;
  readonly language: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

const STANDARD_LICENCE = "CC-BY-4.0";

/** Imports each file in turn, until one is stopped, and says what became of it. Gives the exit status. */
export async function importForPartner(command: ImportPartnerCommand): Promise<number> {
  const { partner, dataDir, databaseUrl, language, dryRun } = command;
  if (!isPartnerKey(partner)) throw new Error(`--partner: expected a key of 2 to 40 of a-z 0-9 -, got ${partner}`);
  const type = readType(command.type);
  const confirmDeleted = readCount(command.confirmDeleted);
  const { url, stop } = await reachDatabase(dataDir, databaseUrl);
  try {
    const store = await openStore({ databaseUrl: url });
    let status = 0;
    for (const path of command.files) {
      const file = { path, name: basename(path) };
      const standards = { language, licence: STANDARD_LICENCE };
      const rows = command.replace ? "REPLACE" : "MERGE";
      const report = await importPartnerTable({ store, partner, file, rows, dryRun, standards, type, confirmDeleted });
      printReport(report, file.name, command);
      if (report.stopped !== null || hasRefusals(report)) status = 1;
      if (report.stopped !== null) break;
    }
    await store.close();
    return status;
  } finally {
    await stop();
  }
}

function hasRefusals({ faults }: PartnerImportReport): boolean {
  return faults.some(({ severity }) => severity === "refused");
}

function readType(word: string | null): RecordType | undefined {
  if (word === null) return undefined;
  const type = typeOfWord(word);
  if (type === undefined)
    throw new Error(`--type: expected organization, person, project, practice or event, got ${word}`);
  return type;
}

function readCount(text: string | null): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--confirm-deleted: expected the number of deletions that was shown, got ${text}`);
}

function printReport(
  report: PartnerImportReport,
  file: string,
  { json, dryRun, language }: ImportPartnerCommand,
): void {
  const prose = proseLanguage([language]);
  const { faults, notes, stopped } = report;
  for (const fault of stopped === null ? faults : [stopped, ...faults])
    process.stderr.write(`${formatFault(fault, prose)}\n`);
  if (json) return void process.stdout.write(`${JSON.stringify({ file, ...sayReport(report, prose) })}\n`);
  for (const note of notes) process.stdout.write(`${file}: ${say(note, prose)}\n`);
  process.stdout.write(`${file}: ${summaryOf(report, prose, dryRun)}\n`);
}

function sayReport(report: PartnerImportReport, language: ProseLanguage) {
  const told = (fault: ImportFault) => sayFault(fault, language);
  const { faults, notes, stopped } = report;
  return {
    ...report,
    faults: faults.map(told),
    notes: notes.map((note) => say(note, language)),
    stopped: stopped && told(stopped),
  };
}

/** The counts of a report, as one sentence. */
export function summaryOf(report: PartnerImportReport, language: ProseLanguage, isRehearsal: boolean): string {
  const { created, changed, unchanged, deleted, refused } = report;
  if (language === "fr") {
    const would = isRehearsal ? " (essai : rien n'est écrit)" : "";
    return `${created} nouvelles, ${changed} modifiées, ${unchanged} inchangées, ${deleted} supprimées, ${refused} refusées${would}`;
  }
  const would = isRehearsal ? " (rehearsal: nothing is written)" : "";
  return `${created} new, ${changed} changed, ${unchanged} unchanged, ${deleted} deleted, ${refused} refused${would}`;
}
