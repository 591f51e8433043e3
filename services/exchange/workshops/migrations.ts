// Workshops. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateWorkshops extends Migration {
  override up(): void {
    // An event that someone registered for, as it was last seen: whoever gives places away holds this row's lock.
    this.addSql(`create table exchange.workshop (event text collate "C" primary key, capacity integer,
      is_cancelled boolean not null, starts_at timestamptz(3) not null, over_at timestamptz(3) not null,
      updated_at timestamptz(3) not null)`);
    // place: the order of arrival. person: null once they are gone, of an event that has begun.
    this.addSql(`create table exchange.registration (id uuid primary key, event text collate "C" not null
      references exchange.workshop on delete cascade, person text collate "C", organization text collate "C" not null,
      state text not null, place bigint generated always as identity, at timestamptz(3) not null default now(),
      unique (event, person))`);
    this.addSql(`create index on exchange.registration (event, place)`);
    this.addSql(`create index on exchange.registration (event) where state = 'WAITING'`);
    this.addSql(`create index on exchange.registration (person)`);
    this.addSql(`create index on exchange.registration (organization)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.registration, exchange.workshop`);
  }
}

export const WORKSHOP_MIGRATIONS = [{ name: "0532-create-workshops", class: CreateWorkshops }];
