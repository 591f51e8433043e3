// What docs/join.md shows of a sheet is what the importer makes of it, in both languages; its pictures and links are there.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { formatFault } from "../../services/partner/import/import-fault.js";
import { importPartnerTable } from "../../services/partner/import/import-partner-table.js";
import { openStore, type Store } from "../../services/partner/store.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { testDatabase } from "../kit/database.js";

let store: Store;
let folder: string;

beforeAll(async () => {
  store = await openStore({ databaseUrl: await testDatabase(), connections: 3 });
  folder = await mkdtemp(join(tmpdir(), "maillage-join-"));
});

afterAll(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

const PAGES = [
  ["docs/join.md", "en"],
  ["docs/join.fr.md", "fr"],
] as const;

describe.each(PAGES)("%s", (page, language) => {
  it("shows a sheet of which two lines are imported and the one without consent is not", async () => {
    const text = await readFile(join(PROJECT_ROOT, page), "utf8");
    const path = join(folder, `${language}.csv`);
    await writeFile(path, /```csv\n([\s\S]*?)```/.exec(text)?.[1] ?? "");
    const standards = { language, licence: "CC-BY-4.0" };
    const report = await importPartnerTable({
      ...{ store, partner: "la-bobine", file: { path, name: "tableau.csv" }, rows: "MERGE", dryRun: true, standards },
    });
    expect(report).toMatchObject({ created: 2, refused: 1, stopped: null });
    const said = {
      en: /^tableau.csv:3: refused: consentedAt: expected the date on which the person agreed/,
      fr: /^tableau.csv, ligne 3, « consentement », refus : attendu la date à laquelle la personne a accepté/,
    };
    expect(report.faults.map((fault) => formatFault(fault, language))).toEqual([expect.stringMatching(said[language])]);
  });

  it("has its pictures, and leads to pages that are there", async () => {
    const text = await readFile(join(PROJECT_ROOT, page), "utf8");
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(5);
    const lost = targets.filter((target) => !existsSync(join(PROJECT_ROOT, dirname(page), target)));
    expect(lost).toEqual([]);
  });
});
