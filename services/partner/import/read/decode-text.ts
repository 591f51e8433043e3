// From bytes to text. In: a file and how its bytes are to be taken. Out: its text in chunks, every line end a line feed,
// and what was met on the way. UTF-8 and Windows-1252 may take turns in one file, line by line: several people, several
// programs. A line that is not UTF-8 is Windows-1252, of which every sequence of bytes is some text.
import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { LINES_NAMED, LONGEST_ROW } from "./limits.js";
import { mixedEncodings, windowsEncoding } from "./phrases.js";
import type { TableNote } from "./table.js";

export type TextBytes = "eight-bit" | "utf-16le" | "utf-16be";

const LF = 0x0a;
const CR = 0x0d;
const CHUNK_BYTES = 256 * 1024;

/** The text of a file; walked once. */
export class TextFile {
  #line = 1;
  #hasUtf8 = false;
  #legacyLines = 0;
  readonly #named: number[] = [];

  constructor(
    readonly path: string,
    readonly bytes: TextBytes,
  ) {}

  /** The text. A byte order mark is dropped; a carriage return, alone or before a line feed, becomes a line feed. */
  async *chunks(): AsyncGenerator<string, void> {
    let held = "";
    for await (const text of this.bytes === "eight-bit" ? this.#eightBit() : this.#utf16(this.bytes)) {
      const whole = held + text;
      held = whole.endsWith("\r") ? "\r" : "";
      yield unifyLineEnds(held === "" ? whole : whole.slice(0, -1));
    }
    if (held !== "") yield "\n";
  }

  /** How the text was written, when that is worth a word. */
  notes(): TableNote[] {
    const [line] = this.#named;
    if (line === undefined) return [];
    if (!this.#hasUtf8) return [{ line, said: windowsEncoding() }];
    return [{ line, said: mixedEncodings(this.#named, this.#legacyLines) }];
  }

  async *#utf16(encoding: TextBytes): AsyncGenerator<string, void> {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of this.#read()) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }

  /** Whole lines at a time, as far as they are not endless. */
  async *#eightBit(): AsyncGenerator<string, void> {
    let parts: Buffer[] = [];
    let held = 0;
    let isFirst = true;
    for await (const chunk of this.#read()) {
      const bytes = isFirst && chunk.subarray(0, 3).equals(BOM) ? chunk.subarray(3) : chunk;
      isFirst = false;
      const end = Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
      const cut = end > 0 || held < LONGEST_ROW ? end : characterEnd(bytes);
      held += bytes.length;
      if (cut === 0) {
        parts.push(bytes);
        continue;
      }
      yield this.#decode(Buffer.concat([...parts, bytes.subarray(0, cut)]));
      parts = [bytes.subarray(cut)];
      held = bytes.length - cut;
    }
    yield this.#decode(Buffer.concat(parts));
  }

  async *#read(): AsyncGenerator<Buffer, void> {
    for await (const chunk of createReadStream(this.path, { highWaterMark: CHUNK_BYTES })) yield Buffer.from(chunk);
  }

  #decode(bytes: Buffer): string {
    if (isUtf8(bytes)) {
      this.#hasUtf8 ||= !isAscii(bytes);
      const text = bytes.toString();
      this.#line += countLineEnds(text);
      return text;
    }
    let text = "";
    for (const line of splitLines(bytes)) text += this.#decodeLine(line);
    return text;
  }

  #decodeLine(bytes: Buffer): string {
    const isValid = isUtf8(bytes);
    if (isValid) this.#hasUtf8 ||= !isAscii(bytes);
    else if (this.#legacyLines++ < LINES_NAMED) this.#named.push(this.#line);
    const text = isValid ? bytes.toString() : WINDOWS_1252.decode(bytes);
    this.#line += countLineEnds(text);
    return text;
  }
}

const BOM = Buffer.of(0xef, 0xbb, 0xbf);
const WINDOWS_1252 = new TextDecoder("windows-1252");

/** The text with line feeds only. */
function unifyLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

/** Lines with their ends; CR LF is one end. */
function* splitLines(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== LF && !(bytes[at] === CR && bytes[at + 1] !== LF)) continue;
    yield bytes.subarray(start, at + 1);
    start = at + 1;
  }
  yield bytes.subarray(start);
}

/** A CR LF that was cut in two counts twice, which only the lines named in a note could show. */
function countLineEnds(text: string): number {
  if (text.includes("\r")) return text.match(/\r\n?|\n/g)?.length ?? 0;
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Where the last whole character of UTF-8 ends. */
function characterEnd(bytes: Buffer): number {
  let end = bytes.length - 1;
  while (end > bytes.length - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return (bytes[end] ?? 0) < 0x80 ? end + 1 : Math.max(end, 1);
}
