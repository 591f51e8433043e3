// Files that were uploaded to be imported. In: bytes as they come. Out: an id; later the file, in a folder of this machine.
// They are kept in pieces in the database for an hour, so that any process can import what another took in.
import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Database } from "../../database/open-database.js";
import { STORE_SCHEMA as S } from "../store/tables.js";

/** Bytes of the largest file. */
export const LARGEST_UPLOAD = 32 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;
const KEPT = "interval '1 hour'";
/** Files of one partner that are kept; the next one takes the place of the oldest. */
const MOST_UPLOADS = 8;

/** Thrown for a file that is larger; nothing of it is kept. */
export class UploadTooLarge extends Error {
  override readonly name = "UploadTooLarge";
}

export interface UploadOptions {
  readonly partner: string;
  /** The file's own name: its ending and what it says of its rows help to read it. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Keeps a file. Throws `UploadTooLarge`. No connection of the database waits for bytes that come slowly. */
export async function storeUpload(store: Database, { partner, name, bytes }: UploadOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-upload-"));
  try {
    const path = join(folder, "upload");
    await pipeline(atMost(LARGEST_UPLOAD, bytes), createWriteStream(path, { mode: 0o600 }));
    return await keep(store, { partner, name, path });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function* atMost(most: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > most) throw new UploadTooLarge();
    yield chunk;
  }
}

interface SpooledUpload extends Omit<UploadOptions, "bytes"> {
  readonly path: string;
}

async function keep(store: Database, { partner, name, path }: SpooledUpload): Promise<string> {
  const id = randomUUID();
  await store.rows(`delete from ${S}.upload where at < now() - ${KEPT}`);
  await store.transaction(async (tx) => {
    await tx.rows(`insert into ${S}.upload (id, partner, name) values (?, ?, ?)`, [id, partner, name]);
    let number = 0;
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES }))
      await tx.rows(`insert into ${S}.upload_piece (upload, number, bytes) values (?, ?, ?)`, [id, number++, piece]);
    await tx.rows(
      `delete from ${S}.upload where partner = ? and id not in
         (select id from ${S}.upload where partner = ? order by at desc, id limit ${MOST_UPLOADS})`,
      [partner, partner],
    );
  });
  return id;
}

/** Writes a partner's upload to a path; gives its name, null where there is no such upload any more. */
export async function writeUploadTo(
  store: Database,
  { id, partner, path }: { readonly id: string; readonly partner: string; readonly path: string },
): Promise<string | null> {
  const [upload] = await store.rows<{ name: string }>(
    `select name from ${S}.upload where id = ? and partner = ? and at >= now() - ${KEPT}`,
    [id, partner],
  );
  if (upload === undefined) return null;
  const file = await open(path, "wx", 0o600);
  try {
    for (let number = 0; ; number++) {
      const sql = `select bytes from ${S}.upload_piece where upload = ? and number = ?`;
      const [piece] = await store.rows<{ bytes: Buffer }>(sql, [id, number]);
      if (piece === undefined) return upload.name;
      await file.write(piece.bytes);
    }
  } finally {
    await file.close();
  }
}
