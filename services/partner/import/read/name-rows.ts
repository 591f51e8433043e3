// From rows of cells to a table. In: rows as they come out of a text or a sheet, the header somewhere among the first.
// Out: the table, its cells by column name; what was left out is in its notes.
import { basename } from "node:path";
import { unguardCell } from "../../../../schema/guarded-cell.js";
import { cleanCell, findHeader, nameColumns } from "./find-header.js";
import { HEADER_ROWS, LONGEST_CELL } from "./limits.js";
import {
  aboveHeader,
  atMost,
  cellsInHeader,
  cellsInRow,
  counted,
  expected,
  got,
  nameFromAbove,
  NO_ROWS,
  units,
  unnamedColumn,
  unseenCharacters,
  WHOLE_FILE,
} from "./phrases.js";
import { TableFault, type CellWarning, type RawRow, type Table, type TableNote, type TableSource } from "./table.js";

/** Rows, and what is known about where they come from. */
export interface RawTable {
  readonly rows: AsyncGenerator<RawRow, void>;
  readonly sheet: string | null;
  /** Whether a row must have as many cells as the header, as in a text, where a missing sign shifts cells. */
  readonly isWidthFixed: boolean;
  /** Notes so far; readers add to it while rows are read. */
  readonly notes: TableNote[];
}

/** Finds the header and names the cells below it. Throws `TableFault`. */
export async function nameRows(raw: RawTable, source: TableSource): Promise<Table> {
  try {
    return await findAndName(raw, source);
  } catch (error) {
    await raw.rows.return();
    throw error;
  }
}

async function findAndName(raw: RawTable, source: TableSource): Promise<Table> {
  const { notes, sheet } = raw;
  const first: RawRow[] = [];
  for (let count = 0; count < HEADER_ROWS; count++) {
    const { value } = await raw.rows.next();
    if (value === undefined) break;
    first.push(value);
  }
  const found = findHeader(first, source);
  const header = found === null ? undefined : first[found.at];
  if (found === null || header === undefined)
    throw new TableFault({ line: 1, column: WHOLE_FILE, expected: expected.header, got: got.emptyFile });
  const above = first.slice(0, found.at);
  const columns = nameColumns({ line: header.line, names: found.names }, source, notes);
  for (const name of found.filled) notes.push({ line: header.line, said: nameFromAbove(name) });
  const unread = above.filter(({ fault, cells }) => fault === null && !/^sep=/i.test(cells[0] ?? ""));
  const [title] = unread;
  if (title !== undefined) notes.push({ line: title.line, said: aboveHeader(unread.map(({ line }) => line)) });
  const rest = [...above.filter(({ fault }) => fault !== null), ...first.slice(found.at + 1)];
  const rows = new RowNamer(columns, raw, header.line).name(rest);
  const file = source.file ?? basename(source.path);
  return { file, columns, headerLine: header.line, sheet, rows, notes };
}

/** Names the cells of rows and counts what is left out. */
class RowNamer {
  #rows = 0;
  #unseen = 0;
  #firstUnseen = 0;
  readonly #unnamed = new Map<number, { rows: number; readonly line: number }>();

  constructor(
    readonly columns: readonly string[],
    readonly raw: RawTable,
    readonly headerLine: number,
  ) {}

  async *name(first: readonly RawRow[]): Table["rows"] & AsyncGenerator {
    for (const row of first) yield* this.#nameRow(row);
    for await (const row of this.raw.rows) yield* this.#nameRow(row);
    const { notes } = this.raw;
    if (this.#rows === 0) notes.push({ line: this.headerLine, said: NO_ROWS });
    if (this.#unseen > 0) notes.push({ line: this.#firstUnseen, said: unseenCharacters(this.#unseen) });
    for (const [at, { rows, line }] of this.#unnamed)
      notes.push({ line, said: unnamedColumn(columnLetters(at), rows) });
  }

  *#nameRow(raw: RawRow) {
    const { line, untilLine, fault } = raw;
    if (fault !== null) {
      this.#rows++;
      yield { line, untilLine, cells: new Map<string, string>(), fault, warnings: [] };
      return;
    }
    const texts = raw.cells.map(cleanCell);
    const width = texts.findLastIndex((text) => text !== "") + 1;
    if (width === 0 && raw.warnings.length === 0) return;
    this.#rows++;
    this.#noteUnseen(raw, texts);
    const isRagged = this.raw.isWidthFixed && (width > this.columns.length || texts.length < this.columns.length);
    const warnings = this.#warningsOf(raw, texts);
    const cells = isRagged ? new Map<string, string>() : this.#cellsByName(texts.map(unguardCell), line);
    yield { line, untilLine, cells, fault: isRagged ? this.#ragged(raw, width) : null, warnings };
  }

  #ragged({ line, untilLine, cells }: RawRow, width: number) {
    const count = width > this.columns.length ? width : cells.length;
    return { expected: cellsInHeader(this.columns.length), got: cellsInRow(count, line, untilLine) };
  }

  #noteUnseen({ line, cells }: RawRow, texts: readonly string[]): void {
    if (!cells.some((cell, at) => cell.length !== texts[at]?.length && cell.trim() !== texts[at])) return;
    if (this.#unseen++ === 0) this.#firstUnseen = line;
  }

  #cellsByName(texts: readonly string[], line: number): Map<string, string> {
    const byName = new Map<string, string>();
    for (const [at, text] of texts.entries()) {
      if (text === "" || text.length > LONGEST_CELL) continue;
      const name = this.columns[at] ?? "";
      if (name === "") this.#countUnnamed(at, line);
      else byName.set(name, text);
    }
    return byName;
  }

  #countUnnamed(at: number, line: number): void {
    const count = this.#unnamed.get(at) ?? { rows: 0, line };
    count.rows++;
    this.#unnamed.set(at, count);
  }

  #warningsOf(raw: RawRow, texts: readonly string[]): CellWarning[] {
    const columnOf = (at: number) => this.columns[at] || columnLetters(at);
    const warnings = raw.warnings.map(({ at, ...told }) => ({ column: columnOf(at), ...told }));
    for (const [at, { length }] of texts.entries())
      if (length > LONGEST_CELL)
        warnings.push({
          column: columnOf(at),
          expected: atMost(LONGEST_CELL, units.characters),
          got: counted(length, units.characters),
        });
    return warnings;
  }
}

/** The name that spreadsheets give a column: A, B … Z, AA. */
function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetters(Math.floor(at / 26) - 1) + letter;
}
