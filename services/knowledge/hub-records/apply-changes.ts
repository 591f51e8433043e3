// One page of what the hub's own service tells, in one transaction: tables, index, the hub's change feed and the place in
// the feed, all or nothing. In: the place the page was asked from, and the page. Out: whether it was applied; of what is
// gone, and of what was said before, not a word stays.
import { setImmediate as turn } from "node:timers/promises";
import type { HubChange, HubChanges, HubRecord, SharedText } from "../../../schema/hub-records.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { logChanges, type LoggedChange } from "../harvest/change-log.js";
import { unindexRecords, writeIndexRows, type IndexRows } from "../index/write-index.js";
import { lockHubPlace, saveHubPlace } from "./hub-place.js";
import { replaceRows } from "./hub-tables.js";
import { withoutErased } from "./without-erased.js";
import { textRows } from "./text-rows.js";

/** Texts between two turns of the event loop. */
const AT_ONCE = 20;

/** Applies a page that was read after a place. False when another process was faster: nothing was done. */
export function applyHubChanges(database: Database, from: number, { changes }: HubChanges): Promise<boolean> {
  return database.transaction(async (tx) => {
    if ((await lockHubPlace(tx)) !== from) return false;
    const last = lastChanges(changes);
    const ids = [...last.keys()];
    const told = [...last.values()].flatMap(({ record }) => record ?? []);
    const records = await withoutErased(tx, told);
    await replaceRows(tx, ids, records);
    const logged = await replaceTexts(tx, ids, records.filter(isText));
    await saveHubPlace(tx, Math.max(from, ...changes.map(({ sequence }) => sequence)), logged.length > 0);
    await logChanges(tx, null, logged);
    return true;
  });
}

function lastChanges(changes: readonly HubChange[]): Map<string, HubChange> {
  return new Map(changes.map((change) => [change.id, change]));
}

function isText(record: HubRecord): record is SharedText {
  return record.kind === "COMMUNITY" || record.kind === "DISCUSSION";
}

/** Writes the texts, removes those of the ids that are none any more. Gives what readers are to be told. */
async function replaceTexts(
  tx: Session,
  ids: readonly string[],
  texts: readonly SharedText[],
): Promise<LoggedChange[]> {
  const held = await readVisibilities(tx, ids);
  const rows: IndexRows[] = [];
  for (const text of texts) {
    rows.push(textRows(text));
    if (rows.length % AT_ONCE === 0) await turn();
  }
  const written = new Set(rows.map(({ id }) => id));
  const gone = [...held.keys()].filter((id) => !written.has(id));
  await writeIndexRows(tx, rows);
  await unindexRecords(tx, gone);
  const wasPublic = (id: string): boolean => held.get(id) === "PUBLIC";
  return [
    ...texts.map(({ id, visibility }) => {
      return { id, op: "UPSERT" as const, seenByPublic: visibility === "PUBLIC" || wasPublic(id) };
    }),
    ...gone.map((id) => ({ id, op: "DELETE" as const, seenByPublic: wasPublic(id) })),
  ];
}

/** Those of some ids that are in the index, with who may see them. */
async function readVisibilities(tx: Session, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; visibility: string }>(
    `select id, visibility from knowledge.entry where id = any(?::text[]) and partner is null`,
    [ids],
  );
  return new Map(rows.map(({ id, visibility }) => [id, visibility]));
}
