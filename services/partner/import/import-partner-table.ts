// One partner's records from a table, or one record by the columns of the table format. In: a file, or cells. Out: the
// records, and a report whose words are in both languages.
import { cleanText } from "../../../schema/clean-text.js";
import { isColumnName } from "./header.js";
import { importPartnerRows, type PartnerImport } from "./import-partner-rows.js";
import type { PartnerImportReport } from "./partner-report.js";
import { openTable } from "./read/open-table.js";
import type { Table } from "./read/table.js";

export type { PartnerImportReport } from "./partner-report.js";

export interface PartnerTableImport extends PartnerImport {
  /** Where the file lies, and the name that its owner knows it by. */
  readonly file: { readonly path: string; readonly name: string };
}

/**
 * Imports a file into the records of one partner, in one transaction. A file that cannot be read, or that looks like the
 * wrong one (`stopped`), changes nothing. Throws only when the store fails.
 */
export async function importPartnerTable({ file, ...options }: PartnerTableImport): Promise<PartnerImportReport> {
  const open = () => openTable({ path: file.path, file: file.name, isColumn: isColumnName });
  return importPartnerRows(options, { file: file.name, isRecord: false, open });
}

export interface PartnerRecordSaving extends Omit<PartnerImport, "rows" | "confirmDeleted"> {
  /** Columns are named as in a table. */
  readonly cells: readonly { readonly column: string; readonly value: string }[];
}

/**
 * Saves a record as a table of one row would: columns that are not named stay as they are, an empty value empties. Its
 * faults have no lines.
 */
export async function savePartnerRecord({ cells, ...options }: PartnerRecordSaving): Promise<PartnerImportReport> {
  const open = async () => tableOf(cells);
  return importPartnerRows({ ...options, rows: "MERGE" }, { file: "", isRecord: true, open });
}

function tableOf(cells: PartnerRecordSaving["cells"]): Table {
  const filled = cells.map(({ column, value }) => [column.trim(), cleanText(value).trim()] as const);
  const row = { line: 1, untilLine: 1, fault: null, warnings: [] };
  return {
    file: "",
    columns: filled.map(([column]) => column),
    headerLine: 1,
    sheet: null,
    rows: (async function* rows() {
      yield { ...row, cells: new Map(filled.filter(([, value]) => value !== "")) };
    })(),
    notes: [],
  };
}
