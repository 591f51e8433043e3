// The registry's tables. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { CONFORMANCE_MIGRATIONS } from "../conformance/migrations.js";
import { HOSTING_MIGRATIONS } from "../hosting/migrations.js";
import { Migration } from "@mikro-orm/migrations";
import { DATA_REQUEST_MIGRATIONS } from "./data-request-migrations.js";
import { MAIL_MIGRATIONS } from "../mail/migrations.js";
import { JOIN_MIGRATIONS, SUSPENSION_MIGRATIONS } from "./join-migrations.js";
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

class CreateIdentity extends Migration {
  override up(): void {
    this.addSql(`alter table ${S}.access_key add origins text[] not null default '{}', add last_used_at timestamptz(3),
      add trusted_only boolean not null default false`);
    this.addSql(`create table ${S}.member (id uuid primary key, name text not null, email text not null,
      organization text, role text not null, password text, oidc_issuer text, oidc_subject text,
      created_at timestamptz(3) not null, accepted_at timestamptz(3), last_seen_at timestamptz(3),
      unique (oidc_issuer, oidc_subject))`);
    this.addSql(`create unique index on ${S}.member (email) where accepted_at is not null`);
    this.addSql(`create index on ${S}.member (split_part(organization, ':', 1) collate "C", created_at, id)`);
    this.addSql(`create table ${S}.invitation (hash text primary key,
      member uuid not null unique references ${S}.member on delete cascade, expires_at timestamptz(3) not null)`);
    this.addSql(`create table ${S}.setup_link (hash text primary key, expires_at timestamptz(3) not null)`);
    this.addSql(`create table ${S}.session (hash text primary key,
      member uuid not null references ${S}.member on delete cascade, created_at timestamptz(3) not null,
      seen_at timestamptz(3) not null)`);
    this.addSql(`create index on ${S}.session (member)`);
    this.addSql(`create table ${S}.oidc_flow (state text primary key, browser text not null, verifier text not null,
      nonce text not null, invitation text, expires_at timestamptz(3) not null)`);
    this.addSql(`create table ${S}.sign_in_pace (key varchar(255) primary key, points integer not null default 0,
      expire bigint)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.sign_in_pace, ${S}.oidc_flow, ${S}.session, ${S}.setup_link, ${S}.invitation,
      ${S}.member`);
    this.addSql(`alter table ${S}.access_key drop origins, drop last_used_at, drop trusted_only`);
  }
}

/** What is written in the audit log stays: not even the program that writes it may change it. */
class CreateAudit extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.audit (number bigint generated always as identity primary key,
      at timestamptz(3) not null default now(), actor text not null, action text not null, subject text, note text)`);
    this.addSql(`create function ${S}.refuse_change() returns trigger language plpgsql as $$
      begin raise exception 'the audit log is only ever added to'; end $$`);
    this.addSql(`create trigger audit_stays before update or delete or truncate on ${S}.audit
      for each statement execute function ${S}.refuse_change()`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.audit`);
    this.addSql(`drop function ${S}.refuse_change`);
  }
}

class CreateTrustedDocuments extends Migration {
  override up(): void {
    this.addSql(`create table ${S}.trusted_document (id text collate "C" primary key, text text not null,
      registered_at timestamptz(3) not null)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.trusted_document`);
  }
}

export const REGISTRY_MIGRATIONS = [
  { name: "0001-create-registry", class: CreateRegistry },
  { name: "0002-create-incidents", class: CreateIncidents },
  { name: "0003-create-identity", class: CreateIdentity },
  { name: "0004-create-audit", class: CreateAudit },
  { name: "0005-create-trusted-documents", class: CreateTrustedDocuments },
  ...JOIN_MIGRATIONS,
  ...DATA_REQUEST_MIGRATIONS,
  ...MAIL_MIGRATIONS,
  ...HOSTING_MIGRATIONS,
  ...CONFORMANCE_MIGRATIONS,
  ...SUSPENSION_MIGRATIONS,
];
