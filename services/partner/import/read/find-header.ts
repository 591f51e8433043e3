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

/** The row that is the header. */
export interface HeaderFound {
  /** Its place among the rows. */
  readonly at: number;
  /** How many of its names are known. */
  readonly known: number;
  /** Its cells; a gap is filled with the column name that stands right above, as where cells are merged. */
  readonly names: readonly string[];
  /** The names that were taken from above. */
  readonly filled: readonly string[];
}

/**
 * The header: the row with the most known names, the first of them; when none is known, the first row that is at least
 * half as wide as the widest. Null when all rows are empty.
 */
export function findHeader(rows: readonly RawRow[], source: TableSource): HeaderFound | null {
  const texts = rows.slice(0, HEADER_ROWS).map(({ fault, cells }) => (fault === null ? cells.map(cleanCell) : []));
  const candidates = texts.map((names, at) => readHeader(names, texts[at - 1] ?? [], isColumnOf(source)));
  const most = Math.max(0, ...candidates.map(({ known }) => known));
  const widths = texts.map((names) => names.filter((name) => name !== "").length);
  const widest = Math.max(...widths, 0);
  const at = candidates.findIndex(({ known }, place) => {
    const width = widths[place] ?? 0;
    return most > 0 ? known === most : width > 0 && width >= widest / 2;
  });
  const found = candidates[at];
  return found === undefined ? null : { at, ...found };
}

function readHeader(cells: readonly string[], above: readonly string[], isColumn: (name: string) => boolean) {
  const own = new Set(cells.filter((name) => name !== "" && isColumn(name)));
  const names = [...cells];
  const filled: string[] = [];
  if (own.size > 0)
    for (const [at, name] of above.entries()) {
      if ((cells[at] ?? "") !== "" || name === "" || own.has(name) || !isColumn(name)) continue;
      while (names.length < at) names.push("");
      names[at] = name;
      filled.push(name);
    }
  return { names, filled, known: own.size + new Set(filled).size };
}

function isColumnOf({ isColumn, required = [] }: TableSource): (name: string) => boolean {
  return isColumn ?? ((name) => required.includes(name));
}

export interface HeaderRow {
  readonly line: number;
  readonly names: readonly string[];
}

/**
 * The column names of a header; a column that is not read has the name "". Throws `TableFault` for names that are missing,
 * reserved, or stand twice and are those of columns.
 */
export function nameColumns(header: HeaderRow, source: TableSource, notes: TableNote[]): string[] {
  const { line } = header;
  const columns = header.names.map(cleanCell);
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
    if (isColumnOf(source)(name)) throw fail(name, expected.columnOnce, got.twoColumns);
    notes.push({ line, said: repeatedColumn(name) });
    return "";
  });
}
