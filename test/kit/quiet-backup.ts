// A backup of a hub that runs, of a moment at which it wrote nothing: what it should hold is known. In: a database. Out: the
// file, and every row that was there.
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { backUp } from "../../gateway/main/backup.js";
import { everyRow } from "./every-row.js";
import { until } from "./until.js";

export interface QuietBackup {
  readonly file: string;
  readonly rows: Record<string, readonly string[]>;
}

/** Backs up until nothing was written meanwhile. */
export async function backUpQuietly(databaseUrl: string, folder: string): Promise<QuietBackup> {
  let made: QuietBackup | null = null;
  let attempt = 0;
  await until(async () => {
    const rows = await everyRow(databaseUrl);
    const file = join(folder, `network-${attempt++}.backup`);
    await backUp(databaseUrl, file);
    made = { file, rows };
    return isDeepStrictEqual(await everyRow(databaseUrl), rows);
  });
  if (made === null) throw new Error("until resolved before its condition was looked at");
  return made;
}
