// Where the mirror's tables lie and how they came about. In: nothing. Out: the schema's name and the migrations,
// oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";
import { createRecordTables, createSpecialIndexes, RECORD_TABLES } from "../../records/store/record-tables.js";

export const MIRROR_SCHEMA = "mirror";
const S = MIRROR_SCHEMA;

/** The orders over all partners at once, and what names a record from any partner. */
const ORDERS_OF_ALL = [
  ...RECORD_TABLES.flatMap((table) => [
    `create index ${table}_all_updated on ${S}.${table} (updated_at, id)`,
    `create index ${table}_all_updated_desc on ${S}.${table} (updated_at desc, id)`,
    `create index ${table}_all_name on ${S}.${table} (name_folded, id)`,
  ]),
  `create index project_all_starts on ${S}.project (start_date, id)`,
  `create index project_all_starts_desc on ${S}.project (start_date desc nulls last, id)`,
  `create index event_all_starts on ${S}.event (starts_at, id)`,
  `create index event_all_starts_desc on ${S}.event (starts_at desc, id)`,
];

class CreateMirror extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists ${S}`);
    for (const statement of [...createRecordTables(S), ...createSpecialIndexes(S), ...ORDERS_OF_ALL])
      this.addSql(statement);
  }

  override down(): void {
    this.addSql(`drop schema ${S} cascade`);
  }
}

/** Contract 1.1. */
class AddLessons extends Migration {
  override up(): void {
    this.addSql(`alter table ${S}.project add column lessons text`);
  }

  override down(): void {
    this.addSql(`alter table ${S}.project drop column lessons`);
  }
}

/** All migrations by name, in the order in which they run. */
export const MIRROR_MIGRATIONS = [
  { name: "0201-create-mirror", class: CreateMirror },
  { name: "0650-add-lessons", class: AddLessons },
];
