// The partner store's tables. In: nothing. Out: the migrations, oldest first; a migration that has been released is
// never edited.
import { Migration } from "@mikro-orm/migrations";
import { createRecordTables, createSpecialIndexes, RECORD_TABLES } from "../../records/store/record-tables.js";
import { HOSTING_MIGRATIONS } from "../hosting/migrations.js";
import { STORE_SCHEMA as S } from "./tables.js";

const FEED = [
  `create table ${S}.feed (partner text collate "C" primary key, epoch uuid not null, last bigint not null,
    lineage text not null)`,
  `create table ${S}.change (partner text collate "C" not null, sequence bigint not null, op text not null,
    id text collate "C" not null, at timestamptz(3) not null, seen_by_public boolean not null,
    primary key (partner, sequence))`,
];

class CreateStore extends Migration {
  override up(): void {
    for (const statement of [...createRecordTables(S), ...createSpecialIndexes(S), ...FEED]) this.addSql(statement);
  }

  override down(): void {
    for (const table of [...RECORD_TABLES, "feed", "change"]) this.addSql(`drop table ${S}.${table}`);
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
export const STORE_MIGRATIONS = [
  { name: "0001-create-store", class: CreateStore },
  ...HOSTING_MIGRATIONS,
  { name: "0650-add-lessons", class: AddLessons },
];
