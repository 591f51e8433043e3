// The file of a backup. In: a header, the rows of each table as PostgreSQL's COPY writes them, a trailer. Out: one file,
// compressed (zstd), and the way to read it again: frames of a length and so many bytes; an empty frame ends a table; the
// SHA-256 of everything stands last. A file that is cut off or was changed is an error, never half a backup.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdCompress, createZstdDecompress } from "node:zlib";
import { z } from "zod";

const NAME = z.string().regex(/^[a-z_]+\.[a-z_0-9]+$/);
const HEADER = z.strictObject({
  format: z.literal("maillage-backup"),
  version: z.literal(1),
  /** When the database was as the backup has it. */
  at: z.iso.datetime(),
  /** By PostgreSQL schema, in the order in which they ran. */
  migrations: z.record(z.string(), z.array(z.string())),
  /** In an order in which rows find those that they refer to. */
  tables: z.array(z.strictObject({ name: NAME, columns: z.array(z.string().regex(/^[a-z_0-9]+$/)).min(1) })),
});
const TRAILER = z.strictObject({
  /** By table. */
  rows: z.record(z.string(), z.int().min(0)),
  /** The last number that each sequence has given out. */
  sequences: z.record(NAME, z.string().regex(/^\d+$/)),
});

export type BackupHeader = z.infer<typeof HEADER>;
export type BackupTrailer = z.infer<typeof TRAILER>;
export type BackedUpTable = BackupHeader["tables"][number];

/** What is written, in order. */
export interface BackupSource {
  readonly header: BackupHeader;
  rowsOf(table: BackedUpTable): AsyncIterable<Buffer>;
  /** Called when all rows have been read. */
  trailer(rows: BackupTrailer["rows"]): Promise<BackupTrailer>;
}

const DIGEST_BYTES = 32;
const MOST_FRAME = 64 * 1024 * 1024;
const NEWLINE = 10;

/** Writes a backup. The file has its name once all of it is on the disk; nobody but its owner may read it. */
export async function writeBackup(file: string, source: BackupSource): Promise<void> {
  const part = `${file}.part`;
  try {
    const output = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.from(framesOf(source), { objectMode: false }), createZstdCompress(), output);
    await rename(part, file);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

async function* framesOf({ header, rowsOf, trailer }: BackupSource): AsyncGenerator<Buffer> {
  const digest = createHash("sha256");
  const frame = (bytes: Buffer): Buffer => {
    const framed = Buffer.concat([lengthOf(bytes), bytes]);
    digest.update(framed);
    return framed;
  };
  const rows: BackupTrailer["rows"] = {};
  yield frame(Buffer.from(JSON.stringify(header)));
  for (const table of header.tables) {
    let count = 0;
    for await (const chunk of rowsOf(table)) {
      count += countLines(chunk);
      if (chunk.length > 0) yield frame(chunk);
    }
    rows[table.name] = count;
    yield frame(Buffer.alloc(0));
  }
  yield frame(Buffer.from(JSON.stringify(await trailer(rows))));
  yield digest.digest();
}

/** Takes the rows of a table, all of them. */
export type TakeRows = (table: BackedUpTable, rows: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads a backup from its beginning to its end. Throws an Error that says what is wrong when it is none, or is not whole:
 * what `takeRows` was given until then must be undone.
 */
export async function readBackup(
  file: string,
  takeRows: TakeRows,
): Promise<{ readonly header: BackupHeader; readonly trailer: BackupTrailer }> {
  const input = createReadStream(file);
  const plain = createZstdDecompress();
  const fed = pipeline(input, plain).catch(() => undefined); // who reads `plain` is told
  try {
    const frames = new FrameReader(plain, file);
    const header = HEADER.parse(await frames.json());
    const rows: BackupTrailer["rows"] = {};
    for (const table of header.tables) {
      rows[table.name] = 0;
      const counted = frames.table((lines) => (rows[table.name] = (rows[table.name] ?? 0) + lines));
      await takeRows(table, counted);
    }
    const trailer = TRAILER.parse(await frames.json());
    await frames.end();
    for (const { name } of header.tables)
      if (trailer.rows[name] !== rows[name])
        throw new BrokenBackup(`${trailer.rows[name] ?? "no"} rows of ${name}, got ${rows[name] ?? 0}`);
    return { header, trailer };
  } catch (cause) {
    throw explain(file, cause);
  } finally {
    plain.destroy();
    input.destroy();
    await fed;
  }
}

/** What the file says that it cannot say. */
class BrokenBackup extends Error {
  override readonly name = "BrokenBackup";
}

function explain(file: string, cause: unknown): unknown {
  const code = String((cause as NodeJS.ErrnoException | null)?.code); // of Node's own errors
  if (cause instanceof BrokenBackup) return new Error(`${file}: expected ${cause.message}`, { cause });
  if (cause instanceof z.ZodError) return new Error(`${file}: expected a backup of this program`, { cause });
  if (/^(ZSTD_|Z_|ERR_STREAM_PREMATURE)/i.test(code))
    return new Error(`${file}: expected a whole backup; this is none, or it was cut off or changed`, { cause });
  return cause;
}

/** Frames, one after the other, and their digest. */
class FrameReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #digest = createHash("sha256");
  readonly #file: string;
  #held: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>, file: string) {
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#file = file;
  }

  async json(): Promise<unknown> {
    const text = (await this.#frame()).toString();
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new Error(`${this.#file}: expected a backup of this program`, { cause });
    }
  }

  /** The frames of one table; told of how many rows end in each. */
  async *table(onLines: (lines: number) => void): AsyncGenerator<Buffer> {
    for (;;) {
      const bytes = await this.#frame();
      if (bytes.length === 0) return;
      onLines(countLines(bytes));
      yield bytes;
    }
  }

  /** Requires the digest, and nothing behind it. */
  async end(): Promise<void> {
    const expected = this.#digest.digest();
    const got = await this.#take(DIGEST_BYTES);
    if (!got.equals(expected)) throw new BrokenBackup("its digest to be that of its contents: it was changed");
    if (this.#held.length > 0 || (await this.#chunks.next()).done !== true) throw new BrokenBackup("nothing behind it");
  }

  async #frame(): Promise<Buffer> {
    const prefix = await this.#take(4);
    const length = prefix.readUInt32BE();
    if (length > MOST_FRAME) throw new BrokenBackup("a whole backup; this is none, or it was changed");
    const bytes = await this.#take(length);
    this.#digest.update(prefix).update(bytes);
    return bytes;
  }

  async #take(length: number): Promise<Buffer> {
    const parts = [this.#held];
    let total = this.#held.length;
    while (total < length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) throw new BrokenBackup("a whole backup; it was cut off");
      parts.push(value);
      total += value.length;
    }
    const all = parts.length === 1 ? this.#held : Buffer.concat(parts, total);
    this.#held = all.subarray(length);
    return all.subarray(0, length);
  }
}

function lengthOf(bytes: Buffer): Buffer {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes.length);
  return prefix;
}

/** COPY's text format writes a row a line, and line ends within values as `\n`. */
function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
