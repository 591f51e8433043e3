// What exchange knows of partners' records. In: nothing. Out: the migrations, oldest first; one that was released is never
// edited.
import { Migration } from "@mikro-orm/migrations";

class CreateRecord extends Migration {
  override up(): void {
    // Whose a record is and who may see it; neither names nor texts. People who are gone are not kept at all.
    this.addSql(`create table exchange.record (id text collate "C" primary key, type text not null,
      visibility text not null, gone boolean not null default false, organization text collate "C",
      topics text[] not null, areas text[] not null, people text[] not null, adapted_from text collate "C",
      created_at timestamptz(3) not null, updated_at timestamptz(3) not null, starts_at timestamptz(3), evidence jsonb,
      seen_at timestamptz(3) not null default now(), confirmed boolean not null default true, news_at timestamptz(3))`);
    this.addSql(`create index on exchange.record (seen_at) where not confirmed`);
    this.addSql(`create index on exchange.record (organization, type)`);
    this.addSql(`create index on exchange.record using gin (people)`);
    this.addSql(`create index on exchange.record (adapted_from) where adapted_from is not null`);
    this.addSql(`create index on exchange.record (type, created_at)`);
    this.addSql(`create index on exchange.record (news_at)`);
    this.addSql(`create table exchange.record_cursor (one boolean primary key default true check (one), cursor text)`);
    this.addSql(`insert into exchange.record_cursor default values`);
  }

  override down(): void {
    this.addSql(`drop table exchange.record_cursor, exchange.record`);
  }
}

class IndexDeparted extends Migration {
  override up(): void {
    // Organizations that are gone are looked for every few seconds.
    this.addSql(`create index record_departed on exchange.record (id) where gone and type = 'Organization'`);
  }

  override down(): void {
    this.addSql(`drop index exchange.record_departed`);
  }
}

export const RECORD_MIGRATIONS = [
  { name: "0501-create-record", class: CreateRecord },
  { name: "0571-index-departed", class: IndexDeparted },
];
