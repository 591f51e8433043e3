// Partners with real records, as many as are wanted. In: a database, groups of partners. Out: each group holds the same
// number of records in all, copies of the real ones under ids of their own.
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { openStore, saveRecords } from "../../../services/partner/store.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { readRealRecords } from "../relevance/uk-records.js";

const BATCH = 1_000;

/** The compiled program that serves partners. */
export function hostProgram(): string {
  return join(PROJECT_ROOT, "dist", "services", "partner", "host-process.js");
}

/** Fills every group with about `records` records. Returns how many each group has. */
export async function fillPartners(
  databaseUrl: string,
  groups: ReadonlyArray<readonly string[]>,
  records: number,
): Promise<number> {
  const real = [...(await readRealRecords("organizations.csv")), ...(await readRealRecords("projects.csv"))];
  const copies = Math.max(1, Math.round(records / real.length));
  const store = await openStore({ databaseUrl });
  for (const group of groups) {
    const drafts = Array.from({ length: copies }, (_none, copy) =>
      real.map((draft) => copyOf(draft, group, copy)),
    ).flat();
    const byPartner = Map.groupBy(drafts, ({ id }) => id.split(":")[0] ?? "");
    for (const [partner, own] of byPartner) {
      for (let at = 0; at < own.length; at += BATCH) await saveRecords(store, partner, own.slice(at, at + BATCH));
    }
  }
  await store.close();
  return copies * real.length;
}

/** A record and the organization that it names go to the same partner. */
function copyOf(draft: RecordDraft, group: readonly string[], copy: number): RecordDraft {
  const home = draft.organization ?? draft.id;
  const partner = group[hashOf(home) % group.length] ?? "";
  const organization = draft.organization ? rename(draft.organization, partner, copy) : null;
  return { ...draft, id: rename(draft.id, partner, copy), organization };
}

function rename(id: string, partner: string, copy: number): string {
  const parsed = parseRecordId(id);
  const type = (parsed?.typename as RecordTypename | undefined)?.toLowerCase() ?? "organization";
  return `${partner}:${type}:${parsed?.local ?? ""}-${copy}`;
}

function hashOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}
