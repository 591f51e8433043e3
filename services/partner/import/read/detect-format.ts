// What a file is. In: a path. Out: the format its first bytes show, whatever its name says. Files that are no table are
// named, with what to do.
import { open, stat, type FileHandle } from "node:fs/promises";
import type { Phrase } from "../phrase.js";
import type { TextBytes } from "./decode-text.js";
import { HEAD_BYTES, MOST_FILE_BYTES } from "./limits.js";
import { otherFiles } from "./phrases-of-workbooks.js";
import { atMost, counted, expected, got, units, WHOLE_FILE } from "./phrases.js";
import { TableFault } from "./table.js";

/** A format that can be read. */
export type TableFormat = { readonly kind: "workbook" } | { readonly kind: "json" | "csv"; readonly bytes: TextBytes };

/** Tells the format of a file. Throws `TableFault` for what is no table, and the system's errors. */
export async function detectFormat(path: string): Promise<TableFormat> {
  const { size } = await stat(path);
  if (size > MOST_FILE_BYTES)
    throw new TableFault({
      line: 1,
      column: WHOLE_FILE,
      expected: atMost(MOST_FILE_BYTES, units.bytes),
      got: counted(size, units.bytes),
    });
  const file = await open(path);
  try {
    return await formatOf(file, await readAt(file, 0, HEAD_BYTES));
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(length), position, length });
  return buffer.subarray(0, bytesRead);
}

async function formatOf(file: FileHandle, head: Buffer): Promise<TableFormat> {
  if (startsWith(head, "504b0304") || startsWith(head, "504b0506")) return formatOfZip(head);
  if (startsWith(head, "d0cf11e0a1b11ae1")) throw (await isEncrypted(file)) ? encrypted() : notTable(otherFiles.xls);
  for (const [magic, what] of MAGIC) if (startsWith(head, magic)) throw notTable(what);
  const bytes = bytesOf(head);
  const text = new TextDecoder(bytes === "eight-bit" ? "utf-8" : bytes).decode(head);
  if (isBinary(text)) throw notTable(otherFiles.binary);
  const start = text.trimStart().slice(0, 2000);
  const markup = markupOf(start);
  if (markup !== null) throw notTable(markup);
  return { kind: /^(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))/.test(start) ? "json" : "csv", bytes };
}

const MAGIC: readonly (readonly [hex: string, what: Phrase])[] = [
  ["25504446", otherFiles.pdf],
  ["89504e47", otherFiles.image],
  ["ffd8ff", otherFiles.image],
  ["47494638", otherFiles.image],
  ["52494646", otherFiles.image],
  ["1f8b", otherFiles.zip],
  ["377abcaf", otherFiles.zip],
  ["52617221", otherFiles.zip],
  ["7b5c727466", otherFiles.word],
];

function startsWith(head: Buffer, hex: string): boolean {
  return head.subarray(0, hex.length / 2).toString("hex") === hex;
}

/** An OpenDocument names its kind in its first bytes; the parts of other archives are looked at when they are opened. */
function formatOfZip(head: Buffer): TableFormat {
  const start = head.subarray(0, 200).toString("latin1");
  if (start.includes("opendocument.spreadsheet")) throw notTable(otherFiles.ods);
  if (start.includes("opendocument")) throw notTable(otherFiles.word);
  return { kind: "workbook" };
}

/** Excel wraps a workbook that has a password into the container of its old files. */
async function isEncrypted(file: FileHandle): Promise<boolean> {
  const content = await readAt(file, 0, 4 * 1024 * 1024);
  return content.includes(Buffer.from("EncryptedPackage", "utf16le"));
}

function encrypted(): TableFault {
  return new TableFault({ line: 1, column: WHOLE_FILE, expected: expected.openWorkbook, got: got.encrypted });
}

/** The fault of a file that is something else than a table. */
export function notTable(what: Phrase): TableFault {
  return new TableFault({ line: 1, column: WHOLE_FILE, expected: expected.table, got: what });
}

/** UTF-16 is told by its mark, or by every other byte being zero, as in text that is mostly ASCII. */
function bytesOf(head: Buffer): TextBytes {
  if (startsWith(head, "fffe")) return "utf-16le";
  if (startsWith(head, "feff")) return "utf-16be";
  const zeros: [number, number] = [0, 0];
  for (const [at, byte] of head.subarray(0, 2000).entries()) if (byte === 0) zeros[at % 2 === 0 ? 0 : 1]++;
  const many = Math.min(head.length, 2000) / 4;
  if (zeros[1] > many && zeros[0] === 0) return "utf-16le";
  return zeros[0] > many && zeros[1] === 0 ? "utf-16be" : "eight-bit";
}

/** Stray control characters happen; a tenth of them is no text. */
function isBinary(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is counted
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  return controls > 16 && controls > text.length / 10;
}

function markupOf(start: string): Phrase | null {
  if (/^<(?:!doctype html|html|head|body|script|meta|table)\b/i.test(start))
    return /accounts\.google|sign[ -]?in|log[ -]?in|connexion/i.test(start) ? otherFiles.login : otherFiles.html;
  return /^<\?xml|^<!--/.test(start) ? otherFiles.xml : null;
}
