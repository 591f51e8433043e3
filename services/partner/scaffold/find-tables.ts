// The tables of a folder. In: a folder. Out: the names of the files that may be tables, in the order of their names; what
// spreadsheet programs lay beside an open file, and what a scaffold holds besides, is none.
import { readdir } from "node:fs/promises";
import { SETTINGS_FILE } from "./partner-settings.js";

const TABLE_FILE = /\.(csv|tsv|txt|xlsx|xlsm|json|jsonl|ndjson)$/i;
/** Of Excel and LibreOffice, and whatever is hidden. */
const BESIDE = /^(~\$|\.)/;
const OTHERS: ReadonlySet<string> = new Set([SETTINGS_FILE, "package.json", "package-lock.json", "tsconfig.json"]);

/** The names of a folder's tables; none when the folder is not there. */
export async function findTables(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && isTableFile(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

/** Whether a file's name is one that a table has. */
export function isTableFile(name: string): boolean {
  return TABLE_FILE.test(name) && !BESIDE.test(name) && !OTHERS.has(name);
}
