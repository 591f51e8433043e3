// The registry's tables. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";
import { REGISTRY_SCHEMA as S } from "./tables.js";

class CreateRegistry extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.partner (key text collate "C" primary key, name text not null,
      licence text not null, endpoint text not null, hosted boolean not null, state text not null, level text not null,
      contract_version text not null, organization text, joined_at timestamptz(3))`);
    this.addSql(`create table ${S}.access_key (id uuid primary key, name text not null, hash text not null unique,
      prefix text not null, scopes text[] not null, organization text, created_at timestamptz(3) not null,
      expires_at timestamptz(3), revoked_at timestamptz(3))`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.partner, ${S}.access_key`);
  }
}

class CreateIncidents extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.incident (id uuid primary key, partner text collate "C" not null,
      at timestamptz(3) not null, kind text not null, figures jsonb not null, times integer not null)`);
    this.addSql(`create index on ${S}.incident (at desc, id)`);
    this.addSql(`create index on ${S}.incident (partner, at desc, id)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.incident`);
  }
}

export const REGISTRY_MIGRATIONS = [
  { name: "0001-create-registry", class: CreateRegistry },
  { name: "0002-create-incidents", class: CreateIncidents },
];
