// Watching a folder's tables. In: files. Out: the names of those that changed, once nobody writes them any more. The system
// tells of changes where it can; a look every few seconds finds what it did not tell (network drives, containers).
import { watch, type FSWatcher } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface WatchOptions {
  readonly folder: string;
  readonly files: readonly string[];
  /** Told of files that changed and have been quiet since. One call at a time. */
  readonly onChange: (files: ReadonlySet<string>) => Promise<void>;
  /** Told of what `onChange` throws; the watch goes on. */
  readonly onTrouble: (error: unknown) => void;
}

export interface TableWatch {
  /** Whether a file stays as it is for a while: what is being written changes. */
  isQuiet(file: string, forMs: number): Promise<boolean>;
  /** Ends it, after what is under way. */
  stop(): Promise<void>;
}

const LOOK_MS = 5_000;
const QUIET_MS = 1_000;

/** Starts to watch. */
export function watchTables({ folder, files, onChange, onTrouble }: WatchOptions): TableWatch {
  const ending = new AbortController();
  let wake = Promise.withResolvers<void>();
  const isQuiet = async (file: string, forMs: number): Promise<boolean> => {
    const before = await signatureOf(join(folder, file));
    await delay(forMs, undefined, { signal: ending.signal });
    return before === (await signatureOf(join(folder, file)));
  };
  const run = async (): Promise<void> => {
    const known = await signatures(folder, files);
    while (!ending.signal.aborted) {
      await Promise.race([wake.promise, delay(LOOK_MS, undefined, { signal: ending.signal })]);
      wake = Promise.withResolvers();
      const now = await signatures(folder, files);
      const changed = files.filter((file) => now.get(file) !== known.get(file) && now.get(file) !== GONE);
      if (changed.length === 0) continue;
      await delay(QUIET_MS, undefined, { signal: ending.signal });
      const later = await signatures(folder, files);
      const settled = changed.filter((file) => later.get(file) === now.get(file));
      if (settled.length < changed.length) wake.resolve(); // the others are still being written
      if (settled.length === 0) continue;
      for (const file of settled) known.set(file, later.get(file) ?? GONE);
      await onChange(new Set(settled)).catch((error: unknown) => {
        if (!ending.signal.aborted) onTrouble(error);
      });
    }
  };
  const watcher = tryWatch(folder, () => wake.resolve());
  const running = run().catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  return {
    isQuiet,
    async stop() {
      ending.abort();
      watcher?.close();
      await running;
    },
  };
}

/** A file that is not there for a moment is being replaced; one that went for good changes nothing. */
const GONE = "";

async function signatures(folder: string, files: readonly string[]): Promise<Map<string, string>> {
  const found = files.map(async (file) => [file, await signatureOf(join(folder, file))] as const);
  return new Map(await Promise.all(found));
}

async function signatureOf(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs, ino }) => `${size} ${mtimeMs} ${ino}`,
    () => GONE,
  );
}

function tryWatch(folder: string, onEvent: () => void): FSWatcher | null {
  try {
    return watch(folder, onEvent).on("error", () => undefined); // the look every few seconds goes on
  } catch {
    return null;
  }
}
