// The table of sources: from where the tables of hosted partners are fetched. In: nothing. Out: the migrations, oldest first;
// one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";
import { REGISTRY_SCHEMA as S } from "../store/tables.js";

class CreateSources extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.source (partner text collate "C" primary key references ${S}.partner on delete cascade,
      url text not null, rows text not null, type text, every_hours integer not null,
      next_at timestamptz(3) not null, checked_at timestamptz(3), digest text,
      state text not null, figures jsonb, reason jsonb)`);
    this.addSql(`create index on ${S}.source (next_at)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.source`);
  }
}

export const HOSTING_MIGRATIONS = [{ name: "0600-create-sources", class: CreateSources }];
