// Writing records. In: rows or ids. Out: which of them were created, changed or deleted. Every transaction ends with
// taking its numbers from the feed row, whose lock makes the order of commits the order of numbers, per partner.
import type { RowToWrite } from "../../records/store/record-row.js";
import { deleteStatements, idsByTable, rowsByTable, upsertStatements } from "../../records/store/write-statements.js";
import { appendChanges, type NewChange } from "./append-changes.js";
import type { Store } from "./open-store.js";
import { STORE_SCHEMA } from "./tables.js";
import type { Session } from "../../database/session.js";

/** What became of a row that was written: one that changed nothing is not among them. */
export interface WrittenRow {
  readonly partner: string;
  readonly id: string;
  readonly created: boolean;
}

interface ReturnedRow extends WrittenRow {
  readonly seen: boolean;
}

export interface WriteOptions {
  readonly now: string;
  /** Find out what would be written, and write nothing. */
  readonly isDryRun?: boolean;
}

const UPSERTS = upsertStatements({
  schema: STORE_SCHEMA,
  updatedAt: "?::timestamptz",
  returning: "partner, id, seen_by_public as seen",
});
const DELETES = deleteStatements(STORE_SCHEMA);

/** Writes rows of any types and partners in one transaction. Rows equal to what is stored write nothing. */
export async function writeRows(
  store: Store,
  rows: readonly RowToWrite[],
  { now, isDryRun = false }: WriteOptions,
): Promise<WrittenRow[]> {
  if (rows.length === 0) return [];
  const run = isDryRun ? store.rehearsal : store.transaction;
  return run(async (tx) => {
    const changes = await upsertRows(tx, rows, now);
    await appendChanges(tx, changes, now);
    return changes.map(({ partner, id, created }) => ({ partner, id, created }));
  });
}

/** Deletes records of one partner in one transaction; ids that it does not have are passed over. Returns how many. */
export async function deleteRows(store: Store, ids: readonly string[], now: string): Promise<number> {
  return store.transaction(async (tx) => {
    const deleted = await deleteIds(tx, ids);
    await appendChanges(tx, deleted, now);
    return deleted.length;
  });
}

/** A row that was written, with what the feed is to be told. */
export interface UpsertedRow extends NewChange {
  readonly created: boolean;
}

/** Part of a transaction that ends with `appendChanges`: writes rows, and gives those that were created or changed. */
export async function upsertRows(tx: Session, rows: readonly RowToWrite[], now: string): Promise<UpsertedRow[]> {
  const written: UpsertedRow[] = [];
  for (const [typename, json] of rowsByTable(rows)) {
    const returned = await tx.rows<ReturnedRow>(UPSERTS[typename], [json, now]);
    written.push(...returned.map(({ seen, ...row }) => ({ ...row, op: "UPSERT" as const, seenByPublic: seen })));
  }
  return written;
}

/** Part of a transaction that ends with `appendChanges`: deletes records, and gives those that were there. */
export async function deleteIds(tx: Session, ids: readonly string[]): Promise<NewChange[]> {
  const deleted: NewChange[] = [];
  for (const [typename, json] of idsByTable(ids)) {
    const rows = await tx.rows<ReturnedRow>(DELETES[typename], [json]);
    deleted.push(...rows.map(({ partner, id, seen }) => ({ partner, id, op: "DELETE" as const, seenByPublic: seen })));
  }
  return deleted;
}
