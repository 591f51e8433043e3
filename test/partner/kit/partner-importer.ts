// An importer for single partners, on a database of its own. In: the text of tables. Out: reports, and what is stored.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sayFault } from "../../../services/partner/import/import-fault.js";
import {
  importPartnerTable,
  savePartnerRecord,
  type PartnerImportReport,
  type PartnerTableImport,
} from "../../../services/partner/import/import-partner-table.js";
import type { PhraseLanguage } from "../../../services/partner/import/phrase.js";
import { openStore, type Store } from "../../../services/partner/store.js";
import { testDatabase } from "../../kit/database.js";

export type ImportWish = Partial<PartnerTableImport> & { readonly name?: string };

export interface PartnerImporter {
  readonly store: Store;
  /** Imports a table for the partner `ours`, or another; MERGE, unless told otherwise. */
  run(content: string | Buffer | readonly string[], wish?: ImportWish): Promise<PartnerImportReport>;
  /** Saves one record by its cells. */
  save(cells: Readonly<Record<string, string>>, wish?: ImportWish): Promise<PartnerImportReport>;
  rows(table: string, partner?: string): Promise<Record<string, unknown>[]>;
  /** How many changes the feeds hold. */
  changes(): Promise<number>;
  stop(): Promise<void>;
}

export async function startPartnerImporter(): Promise<PartnerImporter> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-partner-import-"));
  const store = await openStore({ databaseUrl: await testDatabase() });
  const standards = { language: "fr", licence: "CC-BY-4.0" };
  let count = 0;
  return {
    store,
    async run(content, { name = "people.csv", ...wish } = {}) {
      const path = join(folder, `table-${++count}`);
      const isText = typeof content === "string" || Buffer.isBuffer(content);
      await writeFile(path, isText ? content : content.join("\n"));
      return importPartnerTable({
        ...{ store, partner: "ours", file: { path, name }, rows: "MERGE", dryRun: false, standards },
        ...wish,
      });
    },
    save(cells, wish = {}) {
      const list = Object.entries(cells).map(([column, value]) => ({ column, value }));
      return savePartnerRecord({ store, partner: "ours", cells: list, dryRun: false, standards, ...wish });
    },
    rows: (table, partner = "ours") =>
      store.rows(`select * from partner_data.${table} where partner = ? order by id`, [partner]),
    async changes() {
      const [row] = await store.rows<{ count: string }>("select count(*) as count from partner_data.change");
      return Number(row?.count);
    },
    async stop() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The counts of a report. */
export function countsOf({ created, changed, unchanged, deleted, refused }: PartnerImportReport) {
  return { created, changed, unchanged, deleted, refused };
}

/** The faults of a report as lines: `12 warning topics: expected …, got …`. */
export function linesOf(report: PartnerImportReport, language: PhraseLanguage = "en"): string[] {
  return report.faults.map((fault) => {
    const { line, severity, column, expected, got } = sayFault(fault, language);
    const words = language === "en" ? ["expected", "got"] : ["attendu", "reçu"];
    return `${line ?? "-"} ${severity} ${column}: ${words[0]} ${expected}, ${words[1]} ${got}`;
  });
}
