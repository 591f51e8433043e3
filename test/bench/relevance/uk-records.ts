// The real records of the United Kingdom, read as the importer reads them. In: the name of a file. Out: drafts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { readIdentity, readRow } from "../../../services/partner/import/read-row.js";
import { openFile } from "../../../services/partner/import/survey-tables.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";

const FOLDER = join(PROJECT_ROOT, "..", "shared", "data", "uk");

/** The path of a file of real data. Throws when it is not there. */
export function realFile(name: string): string {
  const path = join(FOLDER, name);
  if (!existsSync(path)) throw new Error(`This bench reads ${path}, which is not part of the project.`);
  return path;
}

/** The records of `organizations.csv` or `projects.csv`. */
export async function readRealRecords(name: string): Promise<RecordDraft[]> {
  const drafts: RecordDraft[] = [];
  const table = await openFile(realFile(name), { mapping: null });
  const context = { language: "en", licenceOf: () => "CC-BY-4.0", isKnown: () => true, warn: () => undefined };
  for await (const { cells } of table.rows) {
    const identity = readIdentity(cells);
    if (!("id" in identity)) continue;
    const draft = readRow(cells, identity, context);
    const createdAt = draft.createdAt ?? "2020-01-01T00:00:00.000Z";
    drafts.push({ ...draft, createdAt, updatedAt: draft.updatedAt ?? createdAt });
  }
  return drafts;
}
