// What every reader of tables hands on, whatever the file was. In: nothing. Out: the shapes of a table, its rows, and of
// what is wrong with either.
import { say, type Phrase } from "../phrase.js";

interface TableFaultParts {
  /** The physical line of a text, or the row of a sheet; 1 is the first. */
  readonly line: number;
  readonly column: Phrase | string;
  readonly expected: Phrase;
  readonly got: Phrase | string;
}

/** Why a file cannot be read at all, or not to its end. */
export class TableFault extends Error {
  override readonly name = "TableFault";
  constructor(readonly fault: TableFaultParts) {
    super(`${say(fault.column, "en")}: expected ${fault.expected.en}, got ${say(fault.got, "en")}`);
  }
}

/** What is wrong with one cell, which is then left out; the row stays. */
export interface CellWarning {
  readonly column: string;
  readonly expected: Phrase;
  readonly got: Phrase | string;
}

/** A row: its cells by column name, cleaned, empty ones left out. `fault` says why it cannot be read. */
export interface TableRow {
  readonly line: number;
  /** The last line of a row that goes over several. */
  readonly untilLine: number;
  readonly cells: ReadonlyMap<string, string>;
  readonly fault: { readonly expected: Phrase; readonly got: Phrase | string } | null;
  readonly warnings: readonly CellWarning[];
}

/** What a reader of the report should know about the file and that is no fault. */
export interface TableNote {
  readonly line: number;
  readonly said: Phrase;
}

/** A file being read. */
export interface Table {
  /** The name that people know it by. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly headerLine: number;
  /** The name of the sheet, in a workbook. */
  readonly sheet: string | null;
  /**
   * Can be walked once. Rows without any text are left out. Throws `TableFault` where the rest of the file cannot be
   * trusted (a workbook that unpacks to too much, or is damaged): what was read of it must not be kept either.
   */
  readonly rows: AsyncIterable<TableRow>;
  /** Complete once all rows are read. */
  readonly notes: readonly TableNote[];
}

export interface TableSource {
  readonly path: string;
  /** The name that people know the file by; else that of the path. */
  readonly file?: string;
  /** Columns that must be there, by their exact names; none when left out. */
  readonly required?: readonly string[];
  /** Of a text; else found by its first lines. */
  readonly separator?: string | undefined;
  /** Whether a name is that of a column, by which the header is found; else those required. */
  readonly isColumn?: (name: string) => boolean;
}

/** A row before its cells have names. */
export interface RawRow {
  readonly line: number;
  readonly untilLine: number;
  readonly cells: readonly string[];
  readonly fault: TableRow["fault"];
  /** By the index of the cell. */
  readonly warnings: readonly { readonly at: number; readonly expected: Phrase; readonly got: Phrase | string }[];
}
