// The tables of hosting: partners that are served beside those of the configuration, where the program answers, files that
// were uploaded. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";
import { STORE_SCHEMA as S } from "../store/tables.js";

class CreateHosting extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.profile (partner text collate "C" primary key, name text not null, licence text not null,
      languages text[] not null)`);
    this.addSql(
      `create table ${S}.program (single boolean primary key default true check (single), url text not null)`,
    );
    // Files are kept for an hour, in pieces; whoever imports one may be another process than who took it in.
    this.addSql(`create table ${S}.upload (id uuid primary key, partner text collate "C" not null, name text not null,
      at timestamptz(3) not null default now())`);
    this.addSql(`create table ${S}.upload_piece (upload uuid not null references ${S}.upload on delete cascade,
      number integer not null, bytes bytea not null, primary key (upload, number))`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.upload_piece, ${S}.upload, ${S}.program, ${S}.profile`);
  }
}

export const HOSTING_MIGRATIONS = [{ name: "0600-create-hosting", class: CreateHosting }];
