// The first pass over the files. In: paths. Out: which records they hold, whose, and every fault that stops a file:
// nothing is written before all headers and all bytes are known to be readable, and references can be checked.
import { basename, resolve } from "node:path";
import { IDENTITY_COLUMNS, knownColumns } from "./column-readers.js";
import type { FaultList } from "./import-fault.js";
import type { Mapping } from "./mapping.js";
import { nearestName } from "./nearest-name.js";
import { isTranslationColumn, readIdentity, type Cells } from "./read-row.js";
import { openTable, TableFault, type Table } from "./read-table.js";

/** How files are to be read. */
export interface TableFormat {
  readonly mapping: Mapping | null;
}

/** What the files hold. */
export interface Survey {
  /** The full ids of all rows that can be imported. */
  readonly ids: ReadonlySet<string>;
  readonly partners: readonly string[];
  readonly rows: number;
  /** Whether a file cannot be read: then nothing is imported. */
  readonly isUnreadable: boolean;
}

/** Reads all files once, without keeping their rows. */
export async function surveyTables(files: readonly string[], format: TableFormat, faults: FaultList): Promise<Survey> {
  const survey = { ids: new Set<string>(), partners: new Set<string>(), rows: 0, isUnreadable: false };
  for (const path of files) {
    try {
      const table = await openFile(path, format);
      if (format.mapping === null) warnOfUnknownColumns(table, faults);
      await surveyRows(table, format, survey);
    } catch (error) {
      survey.isUnreadable = true;
      faults.add(faultOf(path, error));
    }
  }
  return { ...survey, partners: [...survey.partners].sort() };
}

interface Found {
  readonly ids: Set<string>;
  readonly partners: Set<string>;
  rows: number;
}

async function surveyRows(table: Table, format: TableFormat, found: Found): Promise<void> {
  for await (const row of table.rows) {
    found.rows++;
    const identity = readIdentity(toFlat(row.cells, format));
    if (row.fault !== null || !("id" in identity)) continue;
    found.ids.add(identity.id);
    found.partners.add(identity.partner);
  }
}

/** Opens a file of this format. Throws `TableFault`. */
export function openFile(path: string, { mapping }: TableFormat): Promise<Table> {
  const separator = mapping?.separator ?? ",";
  return openTable({ path: resolve(path), separator, required: mapping?.required ?? IDENTITY_COLUMNS });
}

/** A row's cells in the flat format. */
export function toFlat(cells: Cells, { mapping }: TableFormat): Cells {
  return mapping === null ? cells : mapping.apply(cells);
}

function warnOfUnknownColumns({ file, columns }: Table, faults: FaultList): void {
  const known = knownColumns();
  for (const column of columns) {
    if (known.includes(column) || isTranslationColumn(column)) continue;
    const nearest = nearestName(column, known);
    const expected = nearest === undefined ? "a column of the format" : `a column of the format; ${nearest}?`;
    faults.add({
      file,
      line: 1,
      column: column === "" ? "(no name)" : column,
      expected,
      got: column,
      severity: "warning",
    });
  }
}

function faultOf(path: string, error: unknown) {
  const place = { file: basename(path), severity: "refused" as const };
  if (error instanceof TableFault) return { ...place, ...error.fault };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR")
    return { ...place, line: 1, column: "(file)", expected: "a file that can be read", got: code };
  throw error;
}
