// Needs. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateNeeds extends Migration {
  override up(): void {
    // answered_for: the organizations of those who answered, which stay when their people are gone.
    // match_due: when knowledge is to be asked who could help; told: organizations that were told that they could.
    this.addSql(`create table exchange.need (id text collate "C" primary key, title text not null, text text not null,
      topics text[] not null, languages text[] not null, visibility text not null, by text collate "C" not null,
      state text not null default 'OPEN', until date, answered_by text[] not null default '{}', answered_for text[] not null default '{}',
      created_at timestamptz(3) not null default now(), closed_at timestamptz(3),
      match_due timestamptz(3) default now(), match_failures smallint not null default 0,
      told text[] not null default '{}')`);
    this.addSql(`create index on exchange.need (created_at desc, id desc)`);
    this.addSql(`create index on exchange.need (by, created_at desc)`);
    this.addSql(`create index on exchange.need using gin (topics)`);
    this.addSql(`create index on exchange.need using gin (answered_by)`);
    this.addSql(`create index on exchange.need (match_due) where match_due is not null`);
    this.addSql(`create table exchange.need_match (need text collate "C" not null references exchange.need on delete cascade,
      person text collate "C" not null, organization text collate "C", score float8 not null, primary key (need, person))`);
    this.addSql(`create index on exchange.need_match (organization, need)`);
    this.addSql(`create index on exchange.need_match (person)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.need_match, exchange.need`);
  }
}

export const NEED_MIGRATIONS = [{ name: "0530-create-needs", class: CreateNeeds }];
