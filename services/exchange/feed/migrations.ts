// The feed of what the hub itself holds. In: nothing. Out: the migrations, oldest first; one that was released is never
// edited.
import { Migration } from "@mikro-orm/migrations";

class CreateFeed extends Migration {
  override up(): void {
    // One row per record, as it is now; null: it is gone, and not a word of it is here.
    this.addSql(`create table exchange.told (id text collate "C" primary key, sequence bigint not null unique,
      record jsonb)`);
    this.addSql(`create table exchange.feed (one boolean primary key default true check (one),
      last bigint not null default 0)`);
    this.addSql(`insert into exchange.feed default values`);
  }

  override down(): void {
    this.addSql(`drop table exchange.feed, exchange.told`);
  }
}

export const FEED_MIGRATIONS = [{ name: "0502-create-feed", class: CreateFeed }];
