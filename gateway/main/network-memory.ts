// A data folder remembers its network. In: the folder and what is to be started. Out: whether the files were imported
// as they are now; an error when the folder holds another network.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";

interface Memory {
  readonly kind: "demo" | "import" | "empty";
  readonly files: readonly string[];
  readonly mapping: string | null;
  /** SHA-256 of the files as they were last imported. */
  readonly digest: string | null;
}

export interface NetworkWish {
  readonly kind: Memory["kind"];
  readonly files: readonly string[];
  readonly mapping: string | null;
}

export class NetworkMemory {
  readonly #path: string;
  readonly #wish: NetworkWish;
  readonly #digest: string;

  private constructor(path: string, wish: NetworkWish, digest: string) {
    this.#path = path;
    this.#wish = wish;
    this.#digest = digest;
  }

  /** Opens a folder's memory. Throws when it is of another network; `isImported` tells whether nothing has changed. */
  static async open(dataDir: string, wish: NetworkWish): Promise<{ memory: NetworkMemory; isImported: boolean }> {
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, "network.json");
    const absolute = { ...wish, files: wish.files.map((file) => resolve(file)) };
    const known = await readMemory(path);
    if (known !== null && !isSame(known, absolute)) {
      throw new Error(
        `The folder ${dataDir} holds another network (${describe(known)}). Name another folder with --data-dir, or delete this one.`,
      );
    }
    const digest = await digestOf(absolute.files);
    return { memory: new NetworkMemory(path, absolute, digest), isImported: known?.digest === digest };
  }

  /** Notes that the files were imported as they are. */
  async remember(): Promise<void> {
    const memory: Memory = { ...this.#wish, digest: this.#digest };
    await writeFile(this.#path, `${JSON.stringify(memory, null, 2)}\n`);
  }
}

async function readMemory(path: string): Promise<Memory | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Memory; // written by us
  } catch {
    return null; // a new folder, or one whose first start was cut short
  }
}

function isSame(known: Memory, wish: NetworkWish): boolean {
  const sorted = (files: readonly string[]) => files.toSorted().join("\n");
  return known.kind === wish.kind && known.mapping === wish.mapping && sorted(known.files) === sorted(wish.files);
}

function describe({ kind, files }: Memory): string {
  if (kind === "import") return `made from ${files.join(", ")}`;
  return kind === "demo" ? "the demo" : "one without partners";
}

async function digestOf(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files.toSorted()) await pipeline(createReadStream(file), hash, { end: false });
  return hash.digest("hex");
}
