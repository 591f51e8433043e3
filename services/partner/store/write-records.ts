// Writing records. In: rows or ids. Out: which of them were created, changed or deleted. Every transaction ends with
// taking its numbers from the feed row, whose lock makes the order of commits the order of numbers, per partner.
import { parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { STORE_SCHEMA as S } from "./columns.js";
import { appendChanges, type NewChange } from "./append-changes.js";
import { columnNames, type RowToWrite } from "./record-row.js";
import type { Store } from "./open-store.js";
import { ROW_ENTITIES } from "./rows.js";

/** What became of a row that was written: one that changed nothing is not among them. */
export interface WrittenRow {
  readonly partner: string;
  readonly id: string;
  readonly created: boolean;
}

const TYPES = Object.keys(ROW_ENTITIES) as RecordTypename[]; // keys of a const object

interface ReturnedRow extends WrittenRow {
  readonly seen: boolean;
}

export interface WriteOptions {
  readonly now: string;
  /** Find out what would be written, and write nothing. */
  readonly isDryRun?: boolean;
}

/** Writes rows of any types and partners in one transaction. Rows equal to what is stored write nothing. */
export async function writeRows(
  store: Store,
  rows: readonly RowToWrite[],
  { now, isDryRun = false }: WriteOptions,
): Promise<WrittenRow[]> {
  if (rows.length === 0) return [];
  const run = isDryRun ? store.rehearsal : store.transaction;
  return run(async (tx) => {
    const written: ReturnedRow[] = [];
    const byType = Map.groupBy(rows, (row) => row.typename);
    for (const typename of TYPES) {
      const ofType = byType.get(typename) ?? [];
      if (ofType.length === 0) continue;
      const json = JSON.stringify(
        ofType.map(({ row }) => row),
        storable,
      );
      written.push(...(await tx.rows<ReturnedRow>(UPSERTS[typename], [json, now])));
    }
    await appendChanges(
      tx,
      written.map(({ seen, ...row }) => ({ ...row, op: "UPSERT", seenByPublic: seen })),
      now,
    );
    return written;
  });
}

/** Deletes records of one partner in one transaction; ids that it does not have are passed over. Returns how many. */
export async function deleteRows(store: Store, ids: readonly string[], now: string): Promise<number> {
  return store.transaction(async (tx) => {
    const deleted: NewChange[] = [];
    const byType = Map.groupBy(ids, (id) => parseRecordId(id)?.typename);
    for (const typename of TYPES) {
      const ofType = byType.get(typename) ?? [];
      if (ofType.length === 0) continue;
      const rows = await tx.rows<ReturnedRow>(DELETES[typename], [JSON.stringify(ofType)]);
      deleted.push(
        ...rows.map(({ partner, id, seen }) => ({ partner, id, op: "DELETE" as const, seenByPublic: seen })),
      );
    }
    await appendChanges(tx, deleted, now);
    return deleted.length;
  });
}

/** One statement per table. Rows are locked in the order of types and ids, so that writers never wait in a circle. */
function upsertStatement(typename: RecordTypename): string {
  const table = `${S}.${ROW_ENTITIES[typename].meta.tableName}`;
  const columns = columnNames(typename);
  const special = new Set(["partner", "id", "created_at", "updated_at", "seen_by_public"]);
  const plain = columns.filter((column) => !special.has(column)).map((column) => `${column} = excluded.${column}`);
  return `insert into ${table} as old (${columns.join(", ")})
    select ${columns.join(", ")} from jsonb_populate_recordset(null::${table}, ?::jsonb) order by partner, id
    on conflict (partner, id) do update set ${plain.join(", ")},
      created_at = case when excluded.states_created then excluded.created_at else old.created_at end,
      updated_at = case when excluded.states_updated then excluded.updated_at else ?::timestamptz end,
      seen_by_public = excluded.visibility = 'PUBLIC' or old.visibility = 'PUBLIC'
    where old.digest <> excluded.digest
    returning partner, id, seen_by_public as seen, xmax = 0 as created`;
}

function deleteStatement(typename: RecordTypename): string {
  const table = `${S}.${ROW_ENTITIES[typename].meta.tableName}`;
  return `with doomed as (select partner, id from ${table}
      where (partner, id) in (select split_part(id, ':', 1), id from jsonb_array_elements_text(?::jsonb) as ids(id))
      order by partner, id for update)
    delete from ${table} as old using doomed where old.partner = doomed.partner and old.id = doomed.id
    returning old.partner, old.id, old.visibility = 'PUBLIC' as seen`;
}

const UPSERTS = statements(upsertStatement);
const DELETES = statements(deleteStatement);

function statements(build: (typename: RecordTypename) => string): Readonly<Record<RecordTypename, string>> {
  return {
    Organization: build("Organization"),
    Person: build("Person"),
    Project: build("Project"),
    Practice: build("Practice"),
    Event: build("Event"),
  };
}

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "") : value;
}
