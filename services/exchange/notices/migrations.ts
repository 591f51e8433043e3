// The inbox of each organization. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateNotice extends Migration {
  override up(): void {
    // What happened, by ids: the words are made when it is read, in the reader's language, of what may be seen by then.
    this.addSql(`create table exchange.notice (number bigint generated always as identity primary key,
      organization text collate "C" not null, kind text not null, subject text collate "C" not null,
      by text collate "C", about text collate "C", at timestamptz(3) not null default now(), read_at timestamptz(3))`);
    this.addSql(`create index on exchange.notice (organization, number desc)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.notice`);
  }
}

class CreateWishes extends Migration {
  override up(): void {
    this.addSql(`create table exchange.follow (organization text collate "C" not null, subject text collate "C" not null,
      since timestamptz(3) not null default now(), primary key (organization, subject))`);
    this.addSql(`create index on exchange.follow (subject)`);
    // checked_at: up to when what partners published has been looked at for this search.
    this.addSql(`create table exchange.saved_search (id uuid primary key, organization text collate "C" not null,
      name text not null, text text not null, filter jsonb, alert boolean not null, secret text not null unique,
      last_match_at timestamptz(3), checked_at timestamptz(3) not null default now(),
      created_at timestamptz(3) not null default now())`);
    this.addSql(`create index on exchange.saved_search (organization, created_at desc)`);
    this.addSql(`create index on exchange.saved_search (checked_at) where alert`);
    this.addSql(`create table exchange.webhook (id uuid primary key, organization text collate "C" not null,
      target text not null, kinds text[] not null, last_delivery_at timestamptz(3), failures integer not null default 0,
      created_at timestamptz(3) not null default now())`);
    this.addSql(`create index on exchange.webhook (organization)`);
    // What is to be sent, until it is queued: written with the notice, so that neither is there without the other.
    this.addSql(`create table exchange.delivery (id uuid primary key default gen_random_uuid(), webhook uuid not null
        references exchange.webhook on delete cascade,
      notice bigint not null references exchange.notice on delete cascade)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.delivery, exchange.webhook, exchange.saved_search, exchange.follow`);
  }
}

class NarrowWishes extends Migration {
  override up(): void {
    // What whoever wished it may read: nobody is told more by a wish than they are by asking.
    for (const table of ["saved_search", "webhook"])
      this.addSql(`alter table exchange.${table} add visibility text not null default 'NETWORK'`);
  }

  override down(): void {
    for (const table of ["saved_search", "webhook"]) this.addSql(`alter table exchange.${table} drop visibility`);
  }
}

export const NOTICE_MIGRATIONS = [
  { name: "0503-create-notice", class: CreateNotice },
  { name: "0504-create-wishes", class: CreateWishes },
  { name: "0505-narrow-wishes", class: NarrowWishes },
];
