// The tables of harvesting. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateHarvest extends Migration {
  override up(): void {
    // Where the hub stands in each partner's feed. `era` counts epochs, `generation` snapshots.
    this.addSql(`create table knowledge.source (partner text collate "C" primary key, epoch text, cursor text,
      era integer not null default 0, generation integer not null default 0, is_snapshot boolean not null default true,
      sequence numeric(30) not null default 0, reached numeric(30) not null default 0,
      state text not null default 'FOLLOWING', held integer not null default 0, as_of timestamptz(3),
      next_at timestamptz(3) not null default now(), harvested_at timestamptz(3), entries bigint not null default 0,
      failures integer not null default 0, last_failure text)`);
    // The last entry that was applied for each record, tombstones included.
    this.addSql(`create table knowledge.applied (partner text collate "C" not null, id text collate "C" not null,
      era integer not null, sequence numeric(30) not null, generation integer not null, is_gone boolean not null, at timestamptz(3) not null,
      primary key (partner, id))`);
    this.addSql(`create index on knowledge.applied (partner, generation) where not is_gone`);
    this.addSql(`create index on knowledge.applied (at) where is_gone`);
    // Entries that broke the contract: where they stood, nothing of what they said.
    this.addSql(`create table knowledge.refused (partner text collate "C" not null, id text collate "C",
      era integer not null, sequence numeric(30), at timestamptz(3) not null)`);
    this.addSql(`create index on knowledge.refused (partner, id)`);
    // What readers are told of changes: the hub's own feed, in the order of commits.
    this.addSql(`create table knowledge.change (position bigint primary key, at timestamptz(3) not null, op text not null,
      id text collate "C" not null, partner text collate "C", type text not null, seen_by_public boolean not null)`);
    this.addSql(`create table knowledge.change_end (is_only boolean primary key default true check (is_only),
      last bigint not null, forgotten bigint not null, epoch uuid not null)`);
    this.addSql(`insert into knowledge.change_end (last, forgotten, epoch) values (0, 0, gen_random_uuid())`);
  }

  override down(): void {
    this.addSql(`drop table knowledge.source, knowledge.applied, knowledge.refused, knowledge.change,
      knowledge.change_end`);
  }
}

class EncipherCursors extends Migration {
  override up(): void {
    // Cursors tell nothing of changes that a reader may not see: neither how many there were nor that there were any.
    this.addSql(`alter table knowledge.change_end add column secret uuid not null default gen_random_uuid(),
      add column forgotten_public bigint not null default 0`);
    this.addSql(`update knowledge.change_end set forgotten_public = forgotten`);
    this.addSql(`create index change_public on knowledge.change (position) where seen_by_public`);
  }

  override down(): void {
    this.addSql(`drop index knowledge.change_public`);
    this.addSql(`alter table knowledge.change_end drop column secret, drop column forgotten_public`);
  }
}

class NoteVersions extends Migration {
  override up(): void {
    // By which version of the contract the partner was read.
    this.addSql(`alter table knowledge.source add column version text not null default '1.0'`);
  }

  override down(): void {
    this.addSql(`alter table knowledge.source drop column version`);
  }
}

export const HARVEST_MIGRATIONS = [
  { name: "0101-create-harvest", class: CreateHarvest },
  { name: "0102-encipher-cursors", class: EncipherCursors },
  { name: "0650-note-versions", class: NoteVersions },
];
