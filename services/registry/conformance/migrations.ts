// The table of conformance: what the kit last found of each partner. In: nothing. Out: the migrations, oldest first; one
// that was released is never edited. Names of checks are ours; nothing that a partner answered is kept.
import { Migration } from "@mikro-orm/migrations";
import { REGISTRY_SCHEMA as S } from "../store/tables.js";

class CreateConformance extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.conformance (partner text collate "C" primary key references ${S}.partner on delete cascade,
      next_at timestamptz(3) not null, at timestamptz(3), passed boolean, level text, failed text[] not null default '{}')`);
    this.addSql(`create index on ${S}.conformance (next_at)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.conformance`);
  }
}

export const CONFORMANCE_MIGRATIONS = [{ name: "0650-create-conformance", class: CreateConformance }];
