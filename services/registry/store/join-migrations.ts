// The tables of joining and leaving. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";
import { REGISTRY_SCHEMA as S } from "./tables.js";

class CreateJoining extends Migration {
  override up(): void {
    // Who asked to join and how they are reached: read by nobody but the network's own coordinators.
    this.addSql(`create table ${S}.join_request (partner text collate "C" primary key references ${S}.partner on delete cascade,
      contact text not null, requested_by text not null, requested_at timestamptz(3) not null)`);
    // Which SDL each partner was last seen with, and when it was last looked at.
    this.addSql(`create table ${S}.partner_schema (partner text collate "C" primary key references ${S}.partner on delete cascade,
      hash text, checked_at timestamptz(3) not null)`);
    // Keys that are never given out again. What is not finished is gone on with.
    this.addSql(`create table ${S}.departed (key text collate "C" primary key, hosted boolean not null,
      at timestamptz(3) not null, finished_at timestamptz(3))`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.departed, ${S}.partner_schema, ${S}.join_request`);
  }
}

class CreateSuspensions extends Migration {
  override up(): void {
    // What people write is kept beside the audit log, which nothing can be taken out of; it goes with the partner.
    this.addSql(`create table ${S}.suspension (act bigint primary key,
      partner text collate "C" not null references ${S}.partner on delete cascade,
      reason text not null, at timestamptz(3) not null default now())`);
    this.addSql(`create index on ${S}.suspension (partner, act desc)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.suspension`);
  }
}

export const JOIN_MIGRATIONS = [{ name: "0010-create-joining", class: CreateJoining }];

/** Last of all: it was added when the others had been released. */
export const SUSPENSION_MIGRATIONS = [{ name: "0060-create-suspensions", class: CreateSuspensions }];
