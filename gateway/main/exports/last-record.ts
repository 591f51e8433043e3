// Where a download that was broken off can be gone on with. In: what there is of a file. Out: the end of its last whole record, and
// the cursor of that record; null when there is none.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { parse } from "csv-parse/sync";
import { encodeCursor } from "../../../schema/cursor.js";
import { formatRecordId, isRecordType } from "../../../schema/record-id.js";
import type { Extension } from "./export-question.js";

export interface LastRecord {
  readonly cursor: string;
  /** Bytes up to its end. */
  readonly end: number;
  /** What the file begins with (`headDigest`). */
  readonly head: string;
  /** Of a table: the languages that have columns of translations. */
  readonly languages: readonly string[];
}

/** Tells whether the rest of a file goes with its beginning. */
export function headDigest(head: string): string {
  return createHash("sha256").update(head).digest("base64url");
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

/** The last whole record of a file. */
export async function findLastRecord(path: string, extension: Extension): Promise<LastRecord | null> {
  let first: Piece | null = null;
  let last: Piece | null = null;
  const isRecord = extension === "csv" ? () => true : isJsonRecord;
  for await (const piece of readPieces(path, extension === "csv")) {
    if (first === null) {
      first = piece;
      if (extension === "csv") continue; // its names
    }
    if (isRecord(piece)) last = piece;
  }
  if (first === null || last === null) return null;
  const head = headDigest(extension === "jsonl" ? "" : first.text);
  if (extension === "csv") return tableRecord(first.text, last, head);
  const cursor = CURSOR.exec(last.text)?.[1] ?? "";
  return { cursor, end: last.end, head, languages: [] };
}

/** It is the last member of each line, and no text can hold it: quotes in it would be escaped. */
const CURSOR = /"_cursor":"([\w-]+)"\}\n$/;

function isJsonRecord({ text }: Piece): boolean {
  return CURSOR.test(text);
}

function tableRecord(header: string, { text, end }: Piece, head: string): LastRecord | null {
  const separator = header.includes("partner;type;id") ? ";" : ",";
  const read = (line: string): string[] => parse(line, { delimiter: separator, bom: true })[0] ?? [];
  const names = read(header);
  const cells = read(text);
  const cell = (name: string): string => cells[names.indexOf(name)] ?? "";
  const [partner, type, id, sortKey] = ["partner", "type", "id", "updatedAt"].map(cell);
  if (!partner || !type || !id || !sortKey || !isRecordType(type)) return null;
  const cursor = encodeCursor("UPDATED_ASC", { sortKey, id: formatRecordId(partner, type, id) });
  const languages = new Set(names.flatMap((name) => name.split("@")[1] ?? []));
  return { cursor, end, head, languages: [...languages] };
}

const QUOTE = 0x22;
const LINE_END = 0x0a;

/** Whole lines; of a table, rows, whose quoted cells may hold line ends. What is left at the end is none. */
async function* readPieces(path: string, isTable: boolean): AsyncGenerator<Piece> {
  let parts: Buffer[] = [];
  let offset = 0;
  let isQuoted = false;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      if (isTable && chunk[at] === QUOTE) isQuoted = !isQuoted;
      if (chunk[at] !== LINE_END || isQuoted) continue;
      const text = Buffer.concat([...parts, chunk.subarray(from, at + 1)]).toString("utf8");
      yield { text, end: offset + at + 1 };
      parts = [];
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
    offset += chunk.length;
  }
}
