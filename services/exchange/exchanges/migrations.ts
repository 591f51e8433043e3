// Exchanges. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateExchanges extends Migration {
  override up(): void {
    this.addSql(`create table exchange.exchange (id text collate "C" primary key, kind text not null,
      title text not null, text text not null, visibility text not null, by text collate "C" not null,
      topics text[] not null, start_date date, end_date date, state text not null default 'PROPOSED', outcome text,
      materials text[] not null default '{}', created_at timestamptz(3) not null default now(),
      agreed_at timestamptz(3), reported_at timestamptz(3), reported_by text collate "C")`);
    this.addSql(`create index on exchange.exchange (created_at desc, id desc)`);
    this.addSql(`create index on exchange.exchange (by)`);
    // A side that was asked. accepted: null until it has answered.
    this.addSql(`create table exchange.exchange_side (exchange text collate "C" not null references exchange.exchange
      on delete cascade, organization text collate "C" not null, number smallint not null, accepted boolean, message text,
      answered_at timestamptz(3), primary key (exchange, organization))`);
    this.addSql(`create index on exchange.exchange_side (organization)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.exchange_side, exchange.exchange`);
  }
}

export const JOINT_MIGRATIONS = [{ name: "0533-create-exchanges", class: CreateExchanges }];
