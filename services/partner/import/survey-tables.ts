// The first pass over the files. In: paths. Out: which records they hold, whose, and every fault that stops a file:
// nothing is written before all headers and all bytes are known to be readable, and references can be checked.
import { basename, resolve } from "node:path";
import { IDENTITY_COLUMNS } from "./column-readers.js";
import { identityCells } from "./header-cells.js";
import { isColumnName, readHeader } from "./header.js";
import type { FaultList, ImportFault } from "./import-fault.js";
import type { Mapping } from "./mapping.js";
import { phrase, type Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { openTable } from "./read/open-table.js";
import { TableFault, type Table } from "./read/table.js";
import { readRowId } from "./row-identity.js";

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
      if (format.mapping === null) warnOfColumns(table, faults);
      await surveyRows(table, format, survey);
    } catch (error) {
      survey.isUnreadable = true;
      faults.add(faultOfFile(basename(path), error));
    }
  }
  return { ...survey, partners: [...survey.partners].sort() };
}

interface Found {
  readonly ids: Set<string>;
  readonly partners: Set<string>;
  rows: number;
}

async function surveyRows(table: Table, { mapping }: TableFormat, found: Found): Promise<void> {
  const header = readHeader(table.columns);
  for await (const { cells, fault } of table.rows) {
    found.rows++;
    const identity = readRowId(mapping?.apply(cells) ?? identityCells(cells, header), {});
    if (fault !== null || !("id" in identity)) continue;
    found.ids.add(identity.id);
    found.partners.add(identity.partner);
  }
}

/** Opens a file of this format. Throws `TableFault`. */
export async function openFile(path: string, { mapping }: TableFormat): Promise<Table> {
  if (mapping !== null)
    return openTable({ path: resolve(path), separator: mapping.separator, required: mapping.required });
  const table = await openTable({ path: resolve(path), isColumn: isColumnName });
  const { identity } = readHeader(table.columns);
  const missing = IDENTITY_COLUMNS.filter((column) => !identity.has(column));
  if (missing.length === 0) return table;
  await closeTable(table);
  throw columnsMissing(table, missing.join(", "));
}

/** Closes a table whose rows are not read to the end. */
export async function closeTable({ rows }: Table): Promise<void> {
  await rows[Symbol.asyncIterator]().return?.();
}

const MOST_SHOWN = 20;

/** The fault of a table without columns that it must have. */
export function columnsMissing({ headerLine, columns }: Table, column: Phrase | string): TableFault {
  const shown = columns.slice(0, MOST_SHOWN).join(", ");
  const [expected, got] = [told("columnMissing"), told("theColumns", shown)];
  return new TableFault({ line: headerLine, column, expected, got });
}

function warnOfColumns({ file, columns, headerLine }: Table, faults: FaultList): void {
  for (const fault of readHeader(columns).faults) faults.add({ ...fault, file, line: headerLine });
}

/** What stops a file, as a fault. Throws what is no fault of the file. */
export function faultOfFile(file: string, error: unknown): ImportFault {
  const place = { file, severity: "refused" as const };
  if (error instanceof TableFault) return { ...place, ...error.fault };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code !== "ENOENT" && code !== "EACCES" && code !== "EISDIR") throw error;
  const column = phrase("(file)", "(fichier)");
  return { ...place, line: 1, column, expected: told("readableFile"), got: code };
}
