// Reading text whose cells are separated by a sign (RFC 4180, and what programs make of it). In: a file. Out: its rows,
// one at a time, each with the lines it stands on; the file is never held whole.
import { parse as parseStream, type Options } from "csv-parse";
import { parse } from "csv-parse/sync";
import { TextFile, type TextBytes } from "./decode-text.js";
import { findHeader } from "./find-header.js";
import { HEAD_BYTES, HEADER_ROWS, LONGEST_ROW } from "./limits.js";
import { nameRows } from "./name-rows.js";
import { atMost, endlessRow, expected, openQuote, units } from "./phrases.js";
import type { RawRow, Table, TableNote, TableSource } from "./table.js";

const SEPARATORS = [",", ";", "\t", "|"];

/** Opens a text. Throws `TableFault`. */
export async function openCsv(source: TableSource, bytes: TextBytes): Promise<Table> {
  const separator = findSeparator(await readHead(source.path, bytes), source);
  const text = new TextFile(source.path, bytes);
  const notes: TableNote[] = [];
  const rows = withNotes(readRecords(text, separator), text, notes);
  return nameRows({ rows, notes, sheet: null, isWidthFixed: true }, source);
}

async function* withNotes(rows: AsyncGenerator<RawRow, void>, text: TextFile, notes: TableNote[]) {
  yield* rows;
  notes.push(...text.notes());
}

async function readHead(path: string, bytes: TextBytes): Promise<string> {
  let head = "";
  for await (const chunk of new TextFile(path, bytes).chunks()) {
    head += chunk;
    if (head.length >= HEAD_BYTES) break;
  }
  return head.slice(0, HEAD_BYTES);
}

const DIALECT = {
  record_delimiter: "\n",
  relax_column_count: true,
  relax_quotes: true,
  skip_records_with_error: true,
  trim: true,
} as const satisfies Options;

/** The sign by which the header has the most known names, then by which the rows are most alike. */
function findSeparator(head: string, source: TableSource): string {
  const stated = /^sep=(.)\n/i.exec(head)?.[1];
  if (stated !== undefined) return stated;
  const wanted = source.separator === undefined ? SEPARATORS : [...new Set([source.separator, ...SEPARATORS])];
  const absent = wanted.find((separator) => !head.includes(separator)); // by any of those, a row is one cell
  const telling = wanted.filter((separator) => separator === absent || head.includes(separator));
  const scored = telling.map((separator) => ({ separator, score: scoreOf(head, separator, source) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator;
}

function scoreOf(head: string, separator: string, source: TableSource): number {
  const records = parse(head, { ...DIALECT, delimiter: separator, to: 2 * HEADER_ROWS }) as string[][]; // no `columns`
  const rows = records.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const header = findHeader(rows.map(asRow), source);
  if (header === null) return 0;
  const width = rows[header.at]?.length ?? 0;
  const below = rows.slice(header.at + 1, -1); // the last may be cut
  const alike = below.filter((cells) => cells.length === width).length / Math.max(1, below.length);
  if (width < 2) return header.known * 1000 - 1; // less than a text that is empty by this sign: all of it is such signs
  return header.known * 1000 + 1 + 100 * alike + Math.min(width, 99) / 100;
}

function asRow(cells: readonly string[]): RawRow {
  return { line: 1, untilLine: 1, cells, fault: null, warnings: [] };
}

/** The rows of a text, empty ones left out. */
async function* readRecords(text: TextFile, separator: string): AsyncGenerator<RawRow, void> {
  const parser = new RecordParser(separator);
  for await (const chunk of text.chunks()) {
    yield* await parser.write(chunk);
    if (!parser.isEndless) continue;
    yield parser.endless();
    return;
  }
  yield* await parser.end();
}

/** The parser, and on which lines its records stand. */
class RecordParser {
  readonly #parser: ReturnType<typeof parseStream>;
  /** The line on which the latest record ended. */
  #ended = 0;
  #rows: RawRow[] = [];
  #pending = 0;

  constructor(separator: string) {
    this.#parser = parseStream({
      ...DIALECT,
      delimiter: separator,
      on_record: (cells: string[], { lines }) => this.#add(cells, lines),
      on_skip: (error) => this.#addUnclosed(error?.lines as number), // csv-parse adds its counts to its errors
    });
    this.#parser.resume();
  }

  /** Whether the row being read is longer than any row may be. */
  get isEndless(): boolean {
    return this.#pending > LONGEST_ROW;
  }

  /** The rows that a piece of text completes. */
  async write(text: string): Promise<RawRow[]> {
    this.#pending += text.length;
    await new Promise<void>((resolve, reject) =>
      this.#parser.write(text, (error) => (error ? reject(error) : resolve())),
    );
    return this.#take();
  }

  async end(): Promise<RawRow[]> {
    await new Promise<void>((resolve, reject) => this.#parser.once("end", resolve).once("error", reject).end());
    return this.#take();
  }

  /** The fault of a row without an end. */
  endless(): RawRow {
    const { lines } = this.#parser.info;
    this.#parser.destroy();
    const line = this.#ended + 1;
    const fault = { expected: atMost(LONGEST_ROW, units.characters), got: endlessRow(line, lines) };
    return { line, untilLine: lines, cells: [], fault, warnings: [] };
  }

  #add(cells: string[], lines: number): null {
    if (cells.some((cell) => cell !== ""))
      this.#rows.push({ line: this.#ended + 1, untilLine: lines, cells, fault: null, warnings: [] });
    this.#ended = lines;
    this.#pending = 0;
    return null;
  }

  #addUnclosed(lines: number): undefined {
    const line = this.#ended + 1;
    const fault = { expected: expected.closedQuote, got: openQuote(line, lines) };
    this.#rows.push({ line, untilLine: lines, cells: [], fault, warnings: [] });
    this.#ended = lines;
  }

  #take(): RawRow[] {
    return this.#rows.splice(0);
  }
}
