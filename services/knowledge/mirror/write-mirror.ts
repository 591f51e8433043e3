// Writing the mirror. In: records as they were harvested, or ids, of any partners, and the transaction that they
// belong to. Out: what became of each. One statement for each type of record; the caller's transaction ends as it will.
import type { Session } from "../../database/session.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { toStoredRow, type RowToWrite } from "../../records/store/record-row.js";
import { deleteStatements, idsByTable, rowsByTable, upsertStatements } from "../../records/store/write-statements.js";
import { MIRROR_SCHEMA } from "./mirror-tables.js";

/** What became of one record. */
export interface MirroredRecord {
  readonly id: string;
  readonly kind: "created" | "changed" | "unchanged";
  /** Whether this version or the one before it was PUBLIC: what readers of PUBLIC records must be told of. */
  readonly seenByPublic: boolean;
}

/** What is told of a record that was removed. */
export interface RemovedRecord {
  readonly id: string;
  readonly seenByPublic: boolean;
}

interface ReturnedRow extends RemovedRecord {
  readonly created: boolean;
}

const UPSERTS = upsertStatements({ schema: MIRROR_SCHEMA, returning: `id, seen_by_public as "seenByPublic"` });
const DELETES = deleteStatements(MIRROR_SCHEMA);

/** A row of the mirror, made ahead of the transaction that writes it. */
export interface MirrorRow extends RowToWrite {
  readonly isPublic: boolean;
}

/** The row of a record. Throws for an id that is not a record's and for a name that is too long to be sorted by. */
export function mirrorRow(draft: RecordDraft): MirrorRow {
  const now = new Date().toISOString(); // for records that state no times; partners' always do
  return { ...toStoredRow(ownerOf(draft.id), draft, now), isPublic: draft.visibility !== "NETWORK" };
}

/** As `writeMirrorRows`, of records, the last of those with the same id. Throws what `mirrorRow` throws, first. */
export async function writeMirror(tx: Session, drafts: readonly RecordDraft[]): Promise<MirroredRecord[]> {
  const last = new Map(drafts.map((draft) => [draft.id, draft]));
  return writeMirrorRows(tx, [...last.values()].map(mirrorRow));
}

/** Writes rows, each of another record. A record equal to what is stored is not written. */
export async function writeMirrorRows(tx: Session, rows: readonly MirrorRow[]): Promise<MirroredRecord[]> {
  const written = new Map<string, ReturnedRow>();
  for (const [typename, json] of rowsByTable(rows)) {
    for (const row of await tx.rows<ReturnedRow>(UPSERTS[typename], [json])) written.set(row.id, row);
  }
  return rows.map(({ id, isPublic }): MirroredRecord => {
    const row = written.get(id);
    if (row === undefined) return { id, kind: "unchanged", seenByPublic: isPublic };
    return { id, kind: row.created ? "created" : "changed", seenByPublic: row.seenByPublic };
  });
}

/** Removes records; ids that are not there are passed over and not among those returned. */
export async function removeFromMirror(tx: Session, ids: readonly string[]): Promise<RemovedRecord[]> {
  const removed: RemovedRecord[] = [];
  for (const [typename, json] of idsByTable(ids)) {
    const rows = await tx.rows<{ id: string; seen: boolean }>(DELETES[typename], [json]);
    removed.push(...rows.map(({ id, seen }) => ({ id, seenByPublic: seen })));
  }
  return removed;
}
