// Reading one CSV file (RFC 4180). In: a path and its separator. Out: the header, then rows one at a time, each with
// the line it begins on; the file is never held whole. Bytes that are not UTF-8, a wrong separator and a broken
// header stop it with a `TableFault` before the first row.
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { parse, type CsvError } from "csv-parse";

interface TableFaultParts {
  readonly line: number;
  readonly column: string;
  readonly expected: string;
  readonly got: string;
}

/** Why a file cannot be read at all. */
export class TableFault extends Error {
  override readonly name = "TableFault";
  constructor(readonly fault: TableFaultParts) {
    super(`${fault.column}: expected ${fault.expected}, got ${fault.got}`);
  }
}

/** A row: its cells by column name, empty ones left out. `fault` says why it cannot be read. */
export interface TableRow {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
  readonly fault: { readonly expected: string; readonly got: string } | null;
}

/** A file being read. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<TableRow>;
}

export interface TableSource {
  readonly path: string;
  readonly separator: string;
  /** Columns that must be there. */
  readonly required: readonly string[];
}

const LONGEST_ROW = 2_000_000;
const SEPARATORS = [",", ";", "\t", "|"];
const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);

/** Opens a file and reads its header. Throws `TableFault`. */
export async function openTable(source: TableSource): Promise<Table> {
  const records = readRecords(source);
  const first = await records.next();
  if (first.done === true) throw headerFault("(file)", "a header line", "an empty file");
  const columns = first.value.cells.map((name) => name.trim());
  checkHeader(columns, source);
  return { file: basename(source.path), columns, rows: readRows(records, columns) };
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
  readonly error: CsvError | null;
}

async function* readRecords({ path, separator }: TableSource): AsyncGenerator<CsvRecord, void> {
  let ended = 0; // the line on which the latest record ended
  const beginnings: number[] = []; // of the records that are parsed and not yet read
  const skipped: CsvRecord[] = [];
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    on_record: (cells, { lines }) => {
      ended = lines;
      beginnings.push(lines - innerLines(cells));
      return cells;
    },
    on_skip: (error) => {
      if (error !== undefined) skipped.push({ cells: [], line: ended + 1, error });
      return undefined;
    },
  });
  decodeInto(path, parser);
  for await (const cells of parser) {
    yield* skipped.splice(0);
    yield { cells: cells as string[], line: beginnings.shift() ?? 1, error: null }; // without `columns`, lists of text
  }
  yield* skipped.splice(0);
}

/** Line breaks inside quotes: the record began that many lines before its last. */
function innerLines(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes("\n")) count += cell.split("\n").length - 1;
  return count;
}

/** Feeds a file to the parser as text. A byte order mark is dropped; bytes that are not UTF-8 stop it. */
function decodeInto(path: string, parser: ReturnType<typeof parse>): void {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const stream = createReadStream(path, { highWaterMark: 256 * 1024 });
  let lines = 1;
  const decode = (chunk: Buffer, isLast: boolean): string | null => {
    try {
      const text = decoder.decode(chunk, { stream: !isLast });
      lines += text.split("\n").length - 1;
      return text;
    } catch {
      stream.destroy();
      parser.destroy(notUtf8(chunk, lines));
      return null;
    }
  };
  stream.on("data", (chunk) => {
    const text = decode(Buffer.from(chunk), false);
    if (text === null || parser.write(text)) return;
    stream.pause();
    parser.once("drain", () => stream.resume());
  });
  stream.on("end", () => {
    const text = decode(Buffer.alloc(0), true);
    if (text !== null) parser.end(text);
  });
  stream.on("error", (error) => parser.destroy(error));
}

function notUtf8(chunk: Buffer, line: number): TableFault {
  const isUtf16 = chunk.length > 1 && (chunk.readUInt16LE() === 0xfeff || chunk.readUInt16LE() === 0xfffe);
  const valid = new TextDecoder().decode(chunk).split("�")[0] ?? "";
  const got = isUtf16 ? "UTF-16" : "bytes of another encoding (saved as Windows-1252 or Latin-1?)";
  const at = line + valid.split("\n").length - 1;
  return new TableFault({ line: at, column: "(file)", expected: "UTF-8 text", got });
}

function checkHeader(columns: readonly string[], { separator, required }: TableSource): void {
  const missing = required.filter((name) => !columns.includes(name));
  const other = missing.length > 0 ? findSeparator(columns.join(separator), required) : undefined;
  const by = (sign: string) => `columns separated by ${nameOf(sign)}`;
  if (other !== undefined) throw headerFault("(header)", by(separator), by(other));
  const shown = `the columns ${columns.slice(0, 20).join(", ")}`;
  if (missing.length > 0) throw headerFault(missing.join(", "), "a column of this name", shown);
  const twice = columns.find((name, index) => name !== "" && columns.indexOf(name) !== index);
  if (twice !== undefined) throw headerFault(twice, "each column once", "two columns of this name");
  const forbidden = columns.find((name) => FORBIDDEN_NAMES.has(name));
  if (forbidden !== undefined) throw headerFault(forbidden, "a column of the format", "a name that is reserved");
}

function headerFault(column: string, expected: string, got: string): TableFault {
  return new TableFault({ line: 1, column, expected, got });
}

/** The separator by which the header would hold what is required. */
function findSeparator(header: string, required: readonly string[]): string | undefined {
  return SEPARATORS.find((separator) => {
    const names = new Set(header.split(separator).map((name) => name.trim().replaceAll('"', "")));
    return required.every((name) => names.has(name));
  });
}

function nameOf(separator: string): string {
  return separator === "\t" ? "tab" : `'${separator}'`;
}

async function* readRows(
  records: AsyncGenerator<CsvRecord, void>,
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  for await (const { cells, line, error } of records) {
    if (error !== null)
      yield { line, cells: new Map(), fault: { expected: "a row that can be read", got: error.message } };
    else yield { line, cells: cellsByName(cells, columns), fault: widthFault(cells.length, columns.length) };
  }
}

function widthFault(got: number, expected: number): TableRow["fault"] {
  return got === expected ? null : { expected: `${expected} cells, as in the header`, got: `${got} cells` };
}

/** Control characters are no part of any text; line breaks are `\n`. */
function cellsByName(cells: readonly string[], columns: readonly string[]): Map<string, string> {
  const byName = new Map<string, string>();
  for (const [index, name] of columns.entries()) {
    const text = cleanText(cells[index] ?? "");
    if (text !== "") byName.set(name, text);
  }
  return byName;
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for; tab and line feed may stay
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Removes control characters and half surrogate pairs, and space around the text. */
export function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").replaceAll(CONTROL, "").toWellFormed().trim();
}
