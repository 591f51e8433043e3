// The partner store's tables. In: nothing. Out: the migrations, oldest first; a migration that has been released is
// never edited. Collation "C" makes the database's order the contract's order, whatever the server's locale.
import { Migration } from "@mikro-orm/migrations";
import { STORE_SCHEMA as S } from "./columns.js";

const TABLES = {
  organization: `legal_name text, acronym text, description text, identifiers jsonb not null, status text not null,
    languages text[] not null, website text, contact_url text`,
  person: `headline text, languages text[] not null, expertise jsonb not null, offers text[] not null,
    unavailable_until date, consented_at date`,
  project: `description text, status text not null, start_date date, end_date date, settings text[] not null,
    audiences text[] not null, cost jsonb, outcomes text, attachments jsonb not null, joint_with text[] not null,
    team jsonb not null, practices text[] not null`,
  practice: `practice_kind text not null, problem text, approach text, steps text[] not null, results text,
    enablers text[] not null, constraints text[] not null, pitfalls text[] not null, resources_needed text[] not null,
    settings text[] not null, audiences text[] not null, cost jsonb, context jsonb not null, licence text not null,
    attachments jsonb not null, contributors jsonb not null, adapted_from text, version text not null`,
  event: `event_kind text not null, status text not null, description text, starts_at timestamptz(3) not null,
    ends_at timestamptz(3), time_zone text not null, place text, online boolean not null, join_url text,
    capacity integer, part_of text, speakers text[] not null, materials text[] not null, attachments jsonb not null`,
} as const;

const COMMON = `partner text collate "C" not null, id text collate "C" not null, name text not null,
  name_folded text collate "C" not null, summary text, words text collate "C" not null, language text not null,
  translations jsonb not null, filter_languages text[] not null, topics text[] not null, countries text[] not null,
  areas text[] not null, locations jsonb not null, image jsonb, visibility text not null, url text,
  organization text collate "C", created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
  digest text not null, states_created boolean not null, states_updated boolean not null,
  seen_by_public boolean not null`;

/** Beyond the indexes of all tables: the order by start, and what lists are looked up by. */
const INDEXES: readonly string[] = [
  `create index project_starts on ${S}.project (partner, start_date, id)`,
  `create index project_starts_desc on ${S}.project (partner, start_date desc nulls last, id)`,
  `create index project_team on ${S}.project using gin (team jsonb_path_ops)`,
  `create index practice_contributors on ${S}.practice using gin (contributors jsonb_path_ops)`,
  `create index event_starts on ${S}.event (partner, starts_at, id)`,
  `create index event_starts_desc on ${S}.event (partner, starts_at desc, id)`,
  `create index organization_identifiers on ${S}.organization using gin (identifiers jsonb_path_ops)`,
];

const FEED = [
  `create table ${S}.feed (partner text collate "C" primary key, epoch uuid not null, last bigint not null,
    lineage text not null)`,
  `create table ${S}.change (partner text collate "C" not null, sequence bigint not null, op text not null,
    id text collate "C" not null, at timestamptz(3) not null, seen_by_public boolean not null,
    primary key (partner, sequence))`,
];

class CreateStore extends Migration {
  override up(): void {
    for (const [table, columns] of Object.entries(TABLES)) {
      this.addSql(`create table ${S}.${table} (${COMMON}, ${columns}, primary key (partner, id))`);
      this.addSql(`create index ${table}_updated on ${S}.${table} (partner, updated_at, id)`);
      this.addSql(`create index ${table}_updated_desc on ${S}.${table} (partner, updated_at desc, id)`);
      this.addSql(`create index ${table}_name on ${S}.${table} (partner, name_folded, id)`);
      this.addSql(`create index ${table}_topics on ${S}.${table} using gin (topics)`);
      this.addSql(`create index ${table}_areas on ${S}.${table} using gin (areas)`);
      this.addSql(
        `create index ${table}_of on ${S}.${table} (partner, organization, updated_at desc, id) where organization is not null`,
      );
    }
    for (const statement of [...INDEXES, ...FEED]) this.addSql(statement);
  }

  override down(): void {
    for (const table of [...Object.keys(TABLES), "feed", "change"]) this.addSql(`drop table ${S}.${table}`);
  }
}

/** All migrations by name, in the order in which they run. */
export const STORE_MIGRATIONS = [{ name: "0001-create-store", class: CreateStore }];
