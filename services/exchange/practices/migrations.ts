// Practices in use. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreatePractices extends Migration {
  override up(): void {
    this.addSql(`create table exchange.adoption (id uuid primary key, version integer not null default 1,
      practice text collate "C" not null, practice_version text not null, by text collate "C" not null,
      state text not null, context text not null, settings text[] not null, adaptations text not null, outcome text,
      lesson text, cost_amount float8, cost_currency text, saved_hours integer, rating smallint, since date not null,
      created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now(),
      unique (practice, by))`);
    this.addSql(`create index on exchange.adoption (by, created_at desc)`);
    this.addSql(`create table exchange.review (id uuid primary key, practice text collate "C" not null,
      by text collate "C" not null, scores jsonb not null, text text not null,
      created_at timestamptz(3) not null default now(), unique (practice, by))`);
    this.addSql(`create index on exchange.review (by)`);
    this.addSql(`create table exchange.endorsement (id uuid primary key, person text collate "C" not null,
      topic text collate "C" not null, by text collate "C" not null, statement text,
      created_at timestamptz(3) not null default now(), unique (person, topic, by))`);
    this.addSql(`create index on exchange.endorsement (by)`);
    // As of when it was last reviewed or adopted: what is shown is computed anew, for it may have run out since.
    this.addSql(`create table exchange.quality (practice text collate "C" primary key, level text not null,
      since timestamptz(3) not null default now())`);
  }

  override down(): void {
    this.addSql(`drop table exchange.quality, exchange.endorsement, exchange.review, exchange.adoption`);
  }
}

export const PRACTICE_MIGRATIONS = [{ name: "0510-create-practices", class: CreatePractices }];
