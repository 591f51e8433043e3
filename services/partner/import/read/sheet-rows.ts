// The cells of a sheet. In: its XML, and what the workbook says. Out: rows of texts, with a word on each cell that has no
// value. Formulas are never computed: what they last gave is read.
import { workbookFault } from "./archive.js";
import { LONGEST_SHEET_CELL, MOST_COLUMNS, MOST_SHEET_ROWS } from "./limits.js";
import { atMost, counted, expected, got, MORE, sheetError, units } from "./phrases.js";
import { showNumber } from "./sheet-numbers.js";
import type { RawRow } from "./table.js";
import { TextGatherer, type Workbook } from "./workbook-parts.js";
import type { XmlVisitor } from "./walk-xml.js";

type Attributes = Readonly<Record<string, string>>;

interface CellBegun {
  readonly at: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  /** Null: there is no value, which is something else than an empty one. */
  value: string | null;
}

/** Gathers the rows of a sheet while its XML is walked. */
export class SheetVisitor implements XmlVisitor {
  hiddenRows = 0;
  firstHidden = 0;
  hasFormulas = false;
  #rows: RawRow[] = [];
  #line = 0;
  #next = 0;
  #cells: string[] = [];
  #warnings: RawRow["warnings"][number][] = [];
  #cell: CellBegun | null = null;
  #isInValue = false;
  readonly #inline = new TextGatherer();

  constructor(readonly workbook: Workbook) {}

  /** The rows that are complete. */
  take(): RawRow[] {
    return this.#rows.splice(0);
  }

  open(name: string, attributes: Attributes): void {
    if (name === "row") this.#beginRow(attributes);
    else if (name === "c") this.#beginCell(attributes);
    else if (this.#cell === null) return;
    else if (name === "f") this.#cell.hasFormula = this.hasFormulas = true;
    else if (name === "v") {
      this.#isInValue = true;
      this.#cell.value = "";
    } else this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#cell === null) return;
    if (this.#isInValue) this.#cell.value = (this.#cell.value ?? "") + text;
    else this.#inline.text(text);
  }

  close(name: string): void {
    if (name === "v") this.#isInValue = false;
    else if (name === "c" && this.#cell !== null) this.#endCell(this.#cell);
    else if (name === "row") this.#endRow();
    else this.#inline.close(name);
  }

  #beginRow({ r, hidden = "0" }: Attributes): void {
    this.#line = r === undefined ? this.#line + 1 : Number(r);
    if (!(this.#line <= MOST_SHEET_ROWS)) throw workbookFault(atMost(MOST_SHEET_ROWS, units.rows), MORE);
    this.#next = 0;
    if (hidden !== "1" && hidden !== "true") return;
    if (this.hiddenRows++ === 0) this.firstHidden = this.#line;
  }

  #beginCell({ r, t = "n", s = "" }: Attributes): void {
    const at = r === undefined ? this.#next : columnAt(r);
    this.#next = at + 1;
    this.#cell = { at, type: t, style: s === "" ? -1 : Number(s), hasFormula: false, value: null };
  }

  #endCell(cell: CellBegun): void {
    this.#cell = null;
    const text = this.#textOf(cell);
    if (text === "") return;
    if (cell.at >= MOST_COLUMNS) throw workbookFault(atMost(MOST_COLUMNS, units.columns), MORE);
    if (text.length > LONGEST_SHEET_CELL)
      return this.#warn(cell, atMost(LONGEST_SHEET_CELL, units.characters), counted(text.length, units.characters));
    while (this.#cells.length < cell.at) this.#cells.push("");
    this.#cells[cell.at] = text;
  }

  #textOf(cell: CellBegun): string {
    const { type, value, style } = cell;
    const inline = this.#inline.take();
    if (type === "inlineStr") return inline;
    if (value === null) {
      if (cell.hasFormula) this.#warn(cell, expected.computedValue, got.formula);
      return "";
    }
    if (type === "b") return value === "1" || value === "true" ? "true" : "false";
    if (type === "s") return this.#sharedText(cell, value);
    if (type === "e") this.#warn(cell, expected.value, sheetError(value));
    if (type === "e") return "";
    const format = this.workbook.formats[style];
    return type !== "n" ? value : showNumber(value, format ?? { kind: "number", digits: 0 }, this.workbook.isFrom1904);
  }

  #sharedText(cell: CellBegun, value: string): string {
    const text = this.workbook.texts[Number(value)];
    if (text === undefined) this.#warn(cell, expected.value, got.noText);
    return text ?? "";
  }

  #warn({ at }: CellBegun, wanted: RawRow["warnings"][number]["expected"], found: RawRow["warnings"][number]["got"]) {
    this.#warnings.push({ at, expected: wanted, got: found });
  }

  #endRow(): void {
    const [cells, warnings, line] = [this.#cells, this.#warnings, this.#line];
    this.#cells = [];
    this.#warnings = [];
    if (cells.length + warnings.length > 0) this.#rows.push({ line, untilLine: line, cells, fault: null, warnings });
  }
}

/** The index of a column by a reference such as `AB12`. */
function columnAt(reference: string): number {
  let at = 0;
  for (const letter of reference.slice(0, 4)) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    at = at * 26 + digit;
  }
  return Math.max(0, at - 1);
}
