// Zip archives for tests: ordinary ones, and such as no program writes. In: parts. Out: a file.
import { createWriteStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { constants, crc32, deflateRawSync } from "node:zlib";
import { ZipFile } from "yazl";

/** Writes an ordinary archive. */
export async function writeZip(path: string, parts: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** A part with whatever its headers are to say. */
export interface CraftedPart {
  readonly name: string;
  /** As packed by DEFLATE. */
  readonly packed: Buffer;
  /** The size said to be that of the content, in bytes. */
  readonly size: number;
  readonly crc: number;
  readonly isEncrypted?: boolean;
}

/** A part with honest headers. */
export function craftPart(name: string, content: string): CraftedPart {
  const bytes = Buffer.from(content);
  return { name, packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) };
}

/** A part that unpacks to `before`, then `times` times `block`, then `after`, packed without unpacking it here. */
export function craftBomb(name: string, { before, block, times, after }: BombParts): CraftedPart {
  const pack = (text: string) => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
  const packedBlock = pack(block);
  const blocks = Array.from({ length: times }, () => packedBlock);
  const packed = Buffer.concat([pack(before), ...blocks, deflateRawSync(after)]);
  return { name, packed, size: before.length + block.length * times + after.length, crc: 0 };
}

interface BombParts {
  readonly before: string;
  readonly block: string;
  readonly times: number;
  readonly after: string;
}

/** Writes an archive byte by byte (APPNOTE 4.3). */
export async function writeCraftedZip(path: string, parts: readonly CraftedPart[]): Promise<void> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.isEncrypted === true ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(part.crc >>> 0, 10);
    common.writeUInt32LE(part.packed.length, 14);
    common.writeUInt32LE(part.size, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, name, part.packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.of(20, 0), common, rest, name]));
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  await writeFile(path, Buffer.concat([...bodies, listing, end]));
}
