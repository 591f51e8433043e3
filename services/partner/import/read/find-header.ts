// Which row holds the column names. In: the first rows of a file. Out: the header; faults when it cannot be one.
import { cleanText } from "../../../../schema/clean-text.js";
import { HEADER_ROWS, MOST_COLUMNS } from "./limits.js";
import { atMost, counted, expected, got, HEADER, repeatedColumn, theColumns, units } from "./phrases.js";
import { TableFault, type RawRow, type TableNote, type TableSource } from "./table.js";

const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);

/** The text of a cell as it is handed on. */
export function cleanCell(text: string): string {
  return cleanText(text).trim();
}

/** A row that may be the header. */
export interface HeaderFound {
  /** Its place among the rows. */
  readonly at: number;
  /** How many of its names are known. */
  readonly known: number;
}

/**
 * The header: the row with the most known names, the first of them; when none is known, the first row that is at least
 * half as wide as the widest. Null when all rows are empty.
 */
export function findHeader(rows: readonly RawRow[], source: TableSource): HeaderFound | null {
  const isColumn = source.isColumn ?? ((name: string) => source.required?.includes(name) ?? false);
  const candidates = rows.slice(0, HEADER_ROWS).map((row, at) => {
    const names = row.fault === null ? row.cells.map(cleanCell).filter((name) => name !== "") : [];
    return { at, width: names.length, known: new Set(names.filter((name) => isColumn(name))).size };
  });
  const most = Math.max(0, ...candidates.map(({ known }) => known));
  const widest = Math.max(0, ...candidates.map(({ width }) => width));
  const isHeader = ({ known, width }: (typeof candidates)[number]) =>
    most > 0 ? known === most : width > 0 && width >= widest / 2;
  return candidates.find((candidate) => isHeader(candidate)) ?? null;
}

/**
 * The column names of a header; a column that is not read has the name "". Throws `TableFault` for names that are missing,
 * reserved, or stand twice and are those of columns.
 */
export function nameColumns(header: RawRow, source: TableSource, notes: TableNote[]): string[] {
  const { line } = header;
  const columns = header.cells.map(cleanCell);
  while (columns.at(-1) === "") columns.pop();
  const fail = (column: string, wanted: TableFault["fault"]["expected"], found: TableFault["fault"]["got"]) =>
    new TableFault({ line, column, expected: wanted, got: found });
  if (columns.length > MOST_COLUMNS)
    throw new TableFault({
      line,
      column: HEADER,
      expected: atMost(MOST_COLUMNS, units.columns),
      got: counted(columns.length, units.columns),
    });
  const missing = source.required?.filter((name) => !columns.includes(name)) ?? [];
  if (missing.length > 0) throw fail(missing.join(", "), expected.column, theColumns(columns));
  const forbidden = columns.find((name) => FORBIDDEN_NAMES.has(name));
  if (forbidden !== undefined) throw fail(forbidden, expected.columnName, got.reservedName);
  return columns.map((name, at) => {
    if (name === "" || columns.indexOf(name) === at) return name;
    const isColumn = source.isColumn ?? ((known: string) => source.required?.includes(known) ?? false);
    if (isColumn(name)) throw fail(name, expected.columnOnce, got.twoColumns);
    notes.push({ line, said: repeatedColumn(name) });
    return "";
  });
}
