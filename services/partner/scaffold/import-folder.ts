// A partner's tables, imported. In: a folder, its settings and a store. Out: the report of each table. What a table REPLACEs
// is deleted only where no other table holds records of the same type: two tables of people never delete each other's.
import { join } from "node:path";
import { parseRecordId, RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { importPartnerTable, type PartnerImportReport } from "../import/import-partner-table.js";
import type { Store } from "../store/open-store.js";
import type { PartnerSettings, TableSettings } from "./partner-settings.js";

export interface TableImported {
  readonly table: TableSettings;
  readonly report: PartnerImportReport;
  /** Whether records that are no longer in it were to be deleted and stay, since another table holds the same types. */
  readonly isMerged: boolean;
}

export interface FolderImportOptions {
  readonly folder: string;
  readonly settings: Pick<PartnerSettings, "key" | "language" | "licence" | "tables">;
  readonly store: Store;
  readonly confirmDeleted?: number | undefined;
}

/** The tables of one folder, with what is known of the types they hold. */
export class FolderImport {
  readonly #types = new Map<string, ReadonlySet<RecordType>>();

  constructor(readonly options: FolderImportOptions) {}

  /** Imports tables, all of them when none are named. Those with warnings come twice: what they name may lie in a later one. */
  async importTables(files?: ReadonlySet<string>): Promise<TableImported[]> {
    const tables = this.options.settings.tables.filter(({ file }) => files?.has(file) ?? true);
    for (const table of tables) await this.#learnTypes(table);
    const first: TableImported[] = [];
    for (const table of tables) first.push(await this.importTable(table, false));
    if (tables.length < 2) return first;
    const settled: TableImported[] = [];
    for (const each of first) settled.push(isDoubtful(each) ? await this.#importAgain(each) : each);
    return settled;
  }

  /** Imports one table, or finds out what that would do. */
  async importTable(table: TableSettings, dryRun: boolean): Promise<TableImported> {
    const isMerged = table.rows === "REPLACE" && this.#isShared(table);
    const rows = isMerged ? "MERGE" : table.rows;
    const report = await this.#import(table, { rows, dryRun });
    if (report.ids.length > 0) this.#types.set(table.file, typesOf(report));
    return { table, report, isMerged };
  }

  /** What is counted is what came of the table's rows; what is wrong with them is what is still wrong. */
  async #importAgain({ table, report }: TableImported): Promise<TableImported> {
    const again = await this.importTable(table, false);
    return { ...again, report: { ...report, faults: again.report.faults, notes: again.report.notes } };
  }

  async #learnTypes(table: TableSettings): Promise<void> {
    if (table.type !== undefined) this.#types.set(table.file, new Set([table.type]));
    if (this.#types.has(table.file) || this.options.settings.tables.length < 2) return;
    this.#types.set(table.file, typesOf(await this.#import(table, { rows: "MERGE", dryRun: true })));
  }

  #isShared({ file }: TableSettings): boolean {
    const own = this.#types.get(file) ?? new Set();
    return [...this.#types].some(([other, types]) => other !== file && [...types].some((type) => own.has(type)));
  }

  #import(
    { file, type }: TableSettings,
    wish: { readonly rows: "REPLACE" | "MERGE"; readonly dryRun: boolean },
  ): Promise<PartnerImportReport> {
    const { folder, settings, store, confirmDeleted } = this.options;
    const { key: partner, language, licence } = settings;
    const at = { path: join(folder, file), name: file };
    return importPartnerTable({
      ...{ store, partner, file: at, standards: { language, licence }, confirmDeleted },
      ...wish,
      type,
    });
  }
}

/** The types of the records that a table holds. */
export function typesOf({ ids }: PartnerImportReport): ReadonlySet<RecordType> {
  const typenames = new Set(ids.map((id) => parseRecordId(id)?.typename));
  const types = Object.entries(RECORD_TYPES).filter(([, typename]) => typenames.has(typename));
  return new Set(types.map(([type]) => type as RecordType)); // keys of a const object
}

function isDoubtful({ report }: TableImported): boolean {
  return report.stopped === null && report.faults.some(({ severity }) => severity === "warning");
}
