// The tables of records. In: the PostgreSQL schema in which they are to lie. Out: the statements that make them, in
// their first form: services' migrations run them, so what they make is never changed, only added to by further ones.
// Collation "C" makes the database's order the contract's order, whatever the server's locale.

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

/** The names of the tables. */
export const RECORD_TABLES: readonly string[] = Object.keys(TABLES);

/** Makes the tables, with the indexes that the lists, orders and filters of any one partner go by. */
export function createRecordTables(schema: string): string[] {
  return Object.entries(TABLES).flatMap(([table, columns]) => [
    `create table ${schema}.${table} (${COMMON}, ${columns}, primary key (partner, id))`,
    `create index ${table}_updated on ${schema}.${table} (partner, updated_at, id)`,
    `create index ${table}_updated_desc on ${schema}.${table} (partner, updated_at desc, id)`,
    `create index ${table}_name on ${schema}.${table} (partner, name_folded, id)`,
    `create index ${table}_topics on ${schema}.${table} using gin (topics)`,
    `create index ${table}_areas on ${schema}.${table} using gin (areas)`,
    `create index ${table}_of on ${schema}.${table} (partner, organization, updated_at desc, id) where organization is not null`,
  ]);
}

/** Beyond the indexes of all tables: the order by start, and what lists are looked up by. */
export function createSpecialIndexes(schema: string): string[] {
  return [
    `create index project_starts on ${schema}.project (partner, start_date, id)`,
    `create index project_starts_desc on ${schema}.project (partner, start_date desc nulls last, id)`,
    `create index project_team on ${schema}.project using gin (team jsonb_path_ops)`,
    `create index practice_contributors on ${schema}.practice using gin (contributors jsonb_path_ops)`,
    `create index event_starts on ${schema}.event (partner, starts_at, id)`,
    `create index event_starts_desc on ${schema}.event (partner, starts_at desc, id)`,
    `create index organization_identifiers on ${schema}.organization using gin (identifiers jsonb_path_ops)`,
  ];
}
