// Reading JSON: an object per line, or one list of objects. In: a file. Out: a table whose columns are the objects' keys;
// objects within objects are columns with a dot (`context.cost`), lists are joined by `|`.
import { basename } from "node:path";
import { TextFile, type TextBytes } from "./decode-text.js";
import { cleanCell, nameColumns } from "./find-header.js";
import { DEEPEST_JSON, JSON_SAMPLE, LONGEST_CELL, LONGEST_ROW } from "./limits.js";
import { atMost, brokenObject, counted, cutRow, endlessRow, expected, got, units, WHOLE_FILE } from "./phrases.js";
import { splitJsonLines, splitJsonList, type JsonPiece } from "./split-json.js";
import { TableFault, type CellWarning, type Table, type TableNote, type TableRow, type TableSource } from "./table.js";

/** Opens JSON. The columns are the keys of the first thousand objects. Throws `TableFault`. */
export async function openJson(source: TableSource, bytes: TextBytes): Promise<Table> {
  const notes: TableNote[] = [];
  const text = new TextFile(source.path, bytes);
  const rows = readObjects(text);
  const first: TableRow[] = [];
  while (first.length < JSON_SAMPLE) {
    const { value } = await rows.next();
    if (value === undefined) break;
    first.push(value);
  }
  const [sound] = first.filter(({ fault }) => fault === null);
  if (sound === undefined)
    throw new TableFault({
      line: 1,
      column: WHOLE_FILE,
      expected: expected.jsonObject,
      got: first[0]?.fault?.got ?? got.emptyFile,
    });
  const names = [...new Set(first.flatMap(({ cells, warnings }) => [...cells.keys(), ...warnings.map(columnOf)]))];
  const columns = nameColumns({ line: 1, names }, source, notes);
  const file = source.file ?? basename(source.path);
  return { file, columns, headerLine: 1, sheet: null, notes, rows: withNotes({ first, rows, text, notes }) };
}

const columnOf = ({ column }: CellWarning): string => column;

interface ObjectRows {
  readonly first: readonly TableRow[];
  readonly rows: AsyncGenerator<TableRow, void>;
  readonly text: TextFile;
  readonly notes: TableNote[];
}

async function* withNotes({ first, rows, text, notes }: ObjectRows): AsyncGenerator<TableRow, void> {
  yield* first;
  yield* rows;
  notes.push(...text.notes());
}

async function* readObjects(text: TextFile): AsyncGenerator<TableRow, void> {
  const chunks = text.chunks();
  const { value: start = "" } = await chunks.next();
  const whole = prepend(start, chunks);
  const pieces = start.trimStart().startsWith("[") ? splitJsonList(whole) : splitJsonLines(whole);
  for await (const piece of pieces) yield readObject(piece);
}

async function* prepend(start: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield start;
  yield* rest;
}

function readObject({ text, line, untilLine, isCut }: JsonPiece): TableRow {
  const empty = { line, untilLine, cells: new Map<string, string>(), warnings: [] };
  if (isCut && text.length > LONGEST_ROW)
    return { ...empty, fault: { expected: atMost(LONGEST_ROW, units.characters), got: endlessRow(line, untilLine) } };
  if (isCut) return { ...empty, fault: { expected: expected.jsonEnd, got: cutRow(line) } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...empty, fault: { expected: expected.jsonObject, got: brokenObject(reason.slice(0, 200)) } };
  }
  if (!isObject(value)) return { ...empty, fault: { expected: expected.jsonObject, got: text.slice(0, 100) } };
  const flat = new Flat();
  flat.add("", value, 0);
  return { line, untilLine, cells: flat.cells, fault: null, warnings: flat.warnings };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object as cells. */
class Flat {
  readonly cells = new Map<string, string>();
  readonly warnings: CellWarning[] = [];

  add(path: string, value: unknown, depth: number): void {
    if (value === null || value === undefined) return;
    if (depth > DEEPEST_JSON) this.#warn(path, atMost(DEEPEST_JSON, units.steps), got.nested);
    else if (Array.isArray(value)) this.#addList(path, value);
    else if (isObject(value))
      for (const [key, inner] of Object.entries(value))
        this.add(path === "" ? cleanCell(key) : `${path}.${cleanCell(key)}`, inner, depth + 1);
    else this.#addText(path, String(value));
  }

  #addList(path: string, items: readonly unknown[]): void {
    if (items.some((item) => typeof item === "object" && item !== null))
      return this.#warn(path, expected.jsonTexts, got.nested);
    const texts = items.filter((item) => item !== null).map((item) => String(item));
    if (texts.some((text) => text.includes("|"))) this.#warn(path, expected.bar, got.bar);
    else this.#addText(path, texts.join("|"));
  }

  #addText(path: string, text: string): void {
    const clean = cleanCell(text);
    if (clean.length > LONGEST_CELL)
      this.#warn(path, atMost(LONGEST_CELL, units.characters), counted(clean.length, units.characters));
    else if (clean !== "") this.cells.set(path, clean);
  }

  #warn(column: string, wanted: CellWarning["expected"], found: CellWarning["got"]): void {
    this.warnings.push({ column, expected: wanted, got: found });
  }
}
