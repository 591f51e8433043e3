// A zip archive that is not to be trusted. In: a path. Out: the bytes of its parts, counted while they are unpacked:
// what the archive says about sizes is never believed. Nothing is written anywhere.
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { HIGHEST_RATIO, MOST_ENTRIES, MOST_UNPACKED_BYTES, RATIO_FREE_BYTES } from "./limits.js";
import { atMost, counted, damaged, expected, got, units, WHOLE_FILE } from "./phrases.js";
import { TableFault } from "./table.js";

/** Why a workbook is refused. */
export function workbookFault(wanted: TableFault["fault"]["expected"], found: TableFault["fault"]["got"]): TableFault {
  return new TableFault({ line: 1, column: WHOLE_FILE, expected: wanted, got: found });
}

/** The fault of a workbook that cannot be read; a fault that is told already stays as it is. */
export function asTableFault(error: unknown): TableFault {
  if (error instanceof TableFault) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return workbookFault(expected.soundWorkbook, damaged(reason.split("\n", 1)[0]?.slice(0, 200) ?? ""));
}

/** What a part says of its size cannot be believed, and yet it is a limit: yauzl unpacks no more than that. */
function checkSize({ compressedSize, uncompressedSize: size }: Entry): void {
  if (size > MOST_UNPACKED_BYTES || (size > RATIO_FREE_BYTES && size > compressedSize * HIGHEST_RATIO))
    throw workbookFault(expected.plainWorkbook, got.zipBomb);
}

/** An open archive. */
export class Archive {
  #unpacked = 0;

  private constructor(
    readonly zip: ZipFile,
    readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Opens an archive and reads its table of contents. Throws `TableFault`, for names that lead out of it too. */
  static async open(path: string): Promise<Archive> {
    const zip = await openPromise(path, { autoClose: false, validateEntrySizes: true }).catch((error: unknown) => {
      throw asTableFault(error);
    });
    try {
      if (zip.entryCount > MOST_ENTRIES)
        throw workbookFault(atMost(MOST_ENTRIES, units.entries), counted(zip.entryCount, units.entries));
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.toLowerCase();
        if (!entries.has(name)) entries.set(name, entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw asTableFault(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of a part; none when it is not there. Throws `TableFault`. */
  async *read(name: string): AsyncGenerator<Buffer, void> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw workbookFault(expected.openWorkbook, got.encrypted);
    checkSize(entry);
    try {
      for await (const chunk of await this.zip.openReadStreamPromise(entry)) {
        const bytes = Buffer.from(chunk);
        this.#count(bytes.length);
        yield bytes;
      }
    } catch (error) {
      throw asTableFault(error);
    }
  }

  close(): void {
    this.zip.close();
  }

  #count(bytes: number): void {
    this.#unpacked += bytes;
    if (this.#unpacked > MOST_UNPACKED_BYTES)
      throw workbookFault(atMost(MOST_UNPACKED_BYTES, units.unpacked), got.zipBomb);
  }
}
