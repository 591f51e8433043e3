import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { schemaPath } from "../../../schema/sdl.js";
import { formatFault } from "../../../services/partner/import/import-fault.js";
import type { PartnerImportReport } from "../../../services/partner/import/import-partner-table.js";
import { say, type PhraseLanguage } from "../../../services/partner/import/phrase.js";
import { uglyFiles } from "../../kit/tables/ugly-files.js";
import { countsOf, startPartnerImporter, type PartnerImporter } from "../kit/partner-importer.js";

const GOLDEN = schemaPath("../test/partner/tables/ugly-reports.md");
const MOST_SHOWN = 6;
/** The first file of the list with most of its rows gone. */
const SHRUNK = "moitie-perdue.csv";

let importer: PartnerImporter;
let folder: string;
beforeAll(async () => {
  importer = await startPartnerImporter();
  folder = await mkdtemp(join(tmpdir(), "maillage-ugly-"));
});
afterAll(async () => {
  await importer.stop();
  await rm(folder, { recursive: true });
});

describe("reports on ugly files", () => {
  it("J02, J03: says of every row of every file what became of it, in words that a person has read", async () => {
    const sections: string[] = [];
    for (const [at, ugly] of uglyFiles.entries()) {
      const path = join(folder, `ugly-${at}`);
      await ugly.write(path);
      const partner = `ugly-${at}`;
      const file = { path, name: ugly.name };
      if (ugly.name === SHRUNK)
        await importer.run("", { file: { path: join(folder, "ugly-0"), name: "people" }, partner });
      const rows = ugly.name === SHRUNK ? "REPLACE" : "MERGE";
      const type = /\.jsonl?$/.test(ugly.name) ? "person" : undefined;
      const report = await importer.run("", { file, partner, rows, type, dryRun: true });
      expect([ugly.name, isNothingLost(ugly, report)]).toEqual([ugly.name, true]);
      sections.push(sectionOf(ugly, report));
    }
    const text = [
      "# What volunteers read about ugly files",
      "Made by `test/partner/tables/ugly-reports.test.ts`.",
      ...sections,
    ].join("\n\n");
    if (process.env["GOLDEN"] === "write" || !existsSync(GOLDEN)) await writeFile(GOLDEN, `${text}\n`);
    expect(`${text}\n`).toBe(await readFile(GOLDEN, "utf8"));
  });
});

/** Every row is counted; or the file as a whole is refused, or stopped, with a reason. */
function isNothingLost({ reads }: (typeof uglyFiles)[number], report: PartnerImportReport): boolean {
  const { created, changed, unchanged, refused, faults, notes, stopped } = report;
  const rows = created + changed + unchanged + refused;
  if (rows > 0) return reads !== null && rows === reads.rows + reads.faults;
  return stopped !== null || faults.some(({ severity }) => severity === "refused") || notes.length > 0;
}

function sectionOf({ name, what }: (typeof uglyFiles)[number], report: PartnerImportReport): string {
  const { created, refused } = countsOf(report);
  const counts = `${created} to be created, ${refused} refused`;
  return [`## ${name}`, `_${what}_ ${counts}.`, linesIn(report, "en"), linesIn(report, "fr")].join("\n\n");
}

function linesIn({ stopped, faults, notes }: PartnerImportReport, language: PhraseLanguage): string {
  const all = stopped === null ? faults : [stopped, ...faults];
  const lines = [
    ...all.slice(0, MOST_SHOWN).map((fault) => formatFault(fault, language)),
    ...notes.map((note) => say(note, language)),
  ];
  if (all.length > MOST_SHOWN) lines.push(`… (${all.length - MOST_SHOWN})`);
  return lines.length === 0 ? `- (${language}: nothing to say)` : lines.map((line) => `- ${line}`).join("\n");
}
