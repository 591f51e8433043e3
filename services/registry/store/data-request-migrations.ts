// The tables of requests about what the network says of somebody. In: nothing. Out: the migrations, oldest first; one that
// was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateDataRequests extends Migration {
  override up(): void {
    // `text` and `reply_to` are emptied when a request is closed; `subject` then names nobody when it was erased.
    this.addSql(`create table registry.data_request (id uuid primary key, subject text collate "C" not null,
      partner text collate "C" not null, kind text not null, text text not null, reply_to text, language text not null,
      state text not null, outcome text, created_at timestamptz(3) not null default now(),
      due_at timestamptz(3) not null, closed_at timestamptz(3))`);
    this.addSql(`create index on registry.data_request (created_at, id)`);
    // Links that were sent: digests of their secrets, and what each is for.
    this.addSql(`create table registry.data_link (hash text primary key,
      request uuid not null references registry.data_request on delete cascade, purpose text not null,
      subject text collate "C", expires_at timestamptz(3) not null)`);
    // Messages that wait for whoever sends mail: to whom, which, in which language, with what in it.
    this.addSql(`create table registry.outbox (id uuid primary key, recipient text not null, template text not null,
      language text not null, data jsonb not null, created_at timestamptz(3) not null default now())`);
    this.addSql(`create table registry.data_request_pace (key varchar(255) primary key,
      points integer not null default 0, expire bigint)`);
  }

  override down(): void {
    this.addSql(`drop table registry.data_request_pace, registry.outbox, registry.data_link, registry.data_request`);
  }
}

export const DATA_REQUEST_MIGRATIONS = [{ name: "0301-create-data-requests", class: CreateDataRequests }];
