// Moderation. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateModeration extends Migration {
  override up(): void {
    this.addSql(`create table exchange.flag (id uuid primary key, subject text collate "C" not null, reason text not null,
      by text collate "C" not null, action text, note text, created_at timestamptz(3) not null default now(),
      resolved_at timestamptz(3))`);
    this.addSql(`create unique index on exchange.flag (subject, by) where resolved_at is null`);
    this.addSql(`create index on exchange.flag (created_at, id) where resolved_at is null`);
    // What coordinators have hidden: nobody is shown it, and it can be shown again.
    this.addSql(`create table exchange.hidden (subject text collate "C" primary key,
      at timestamptz(3) not null default now())`);
  }

  override down(): void {
    this.addSql(`drop table exchange.hidden, exchange.flag`);
  }
}

export const MODERATION_MIGRATIONS = [{ name: "0521-create-moderation", class: CreateModeration }];
