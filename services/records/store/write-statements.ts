// Writing rows into the tables of records. In: a PostgreSQL schema. Out: one statement per table that writes many rows
// given as JSON, and one that deletes many ids. Rows are locked in the order of types and ids, so that writers never
// wait in a circle.
import { parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { columnNames, type RowToWrite } from "./record-row.js";
import { RECORD_TYPENAMES } from "./rows.js";
import { tableOf } from "./select-list.js";

/** How a schema's rows are written. */
export interface WriteForm {
  readonly schema: string;
  /** `updated_at` of a row whose writer does not state it, as SQL. */
  readonly updatedAt?: string;
  /** Columns beyond those of all record tables: what a row that is overwritten gets there, as SQL over `old`. */
  readonly also?: Readonly<Record<string, string>>;
  /** What is told of each row that was written, as SQL over the new row. */
  readonly returning: string;
}

/** Statements that take rows as one JSON array. A row equal to what is stored is not written, and not returned. */
export function upsertStatements(form: WriteForm): Readonly<Record<RecordTypename, string>> {
  return forEachType((typename) => upsertStatement(form, typename));
}

function upsertStatement({ schema, updatedAt, also = {}, returning }: WriteForm, typename: RecordTypename): string {
  const table = tableOf(schema, typename);
  const columns = columnNames(typename);
  const special = new Set(["partner", "id", "created_at", "updated_at", "seen_by_public"]);
  const plain = columns.filter((column) => !special.has(column)).map((column) => `${column} = excluded.${column}`);
  const own = Object.entries(also).map(([column, value]) => `${column} = ${value}`);
  const updated = `case when excluded.states_updated then excluded.updated_at else ${updatedAt ?? "now()"} end`;
  return `insert into ${table} as old (${columns.join(", ")})
    select ${columns.join(", ")} from jsonb_populate_recordset(null::${table}, ?::jsonb) order by partner, id
    on conflict (partner, id) do update set ${[...plain, ...own].join(", ")},
      created_at = case when excluded.states_created then excluded.created_at else old.created_at end,
      updated_at = ${updated},
      seen_by_public = excluded.visibility = 'PUBLIC' or old.visibility = 'PUBLIC'
    where old.digest <> excluded.digest
    returning ${returning}, xmax = 0 as created`;
}

/** Statements that take ids as one JSON array; ids that are not there are passed over. */
export function deleteStatements(schema: string): Readonly<Record<RecordTypename, string>> {
  return forEachType((typename) => {
    const table = tableOf(schema, typename);
    return `with doomed as (select partner, id from ${table}
      where (partner, id) in (select split_part(id, ':', 1), id from jsonb_array_elements_text(?::jsonb) as ids(id))
      order by partner, id for update)
    delete from ${table} as old using doomed where old.partner = doomed.partner and old.id = doomed.id
    returning old.partner, old.id, old.visibility = 'PUBLIC' as seen`;
  });
}

function forEachType(build: (typename: RecordTypename) => string): Readonly<Record<RecordTypename, string>> {
  return {
    Organization: build("Organization"),
    Person: build("Person"),
    Project: build("Project"),
    Practice: build("Practice"),
    Event: build("Event"),
  };
}

/** Rows as the statements take them, a list for each table that has any, in the order in which tables are written. */
export function rowsByTable(rows: readonly RowToWrite[]): (readonly [RecordTypename, string])[] {
  const byType = Map.groupBy(rows, (row) => row.typename);
  return inWritingOrder(byType).map(([typename, of]) => {
    return [typename, `[${of.map(({ json }) => json).join(",")}]`] as const;
  });
}

/** Ids as the statements take them. */
export function idsByTable(ids: readonly string[]): (readonly [RecordTypename, string])[] {
  const byType = Map.groupBy(ids, (id) => parseRecordId(id)?.typename);
  return inWritingOrder(byType).map(([typename, of]) => [typename, JSON.stringify(of)] as const);
}

function inWritingOrder<T>(byType: ReadonlyMap<unknown, readonly T[]>): (readonly [RecordTypename, readonly T[]])[] {
  return RECORD_TYPENAMES.flatMap((typename) => {
    const of = byType.get(typename);
    return of === undefined ? [] : [[typename, of] as const];
  });
}
