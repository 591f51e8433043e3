// The index's tables. In: nothing. Out: the migrations, oldest first; a migration that has been released is never
// edited. A record's words lie in its own row and in the rows that hang on it, and nowhere else.
import { Migration } from "@mikro-orm/migrations";
import { CONFIGURATIONS, INDEX_SCHEMA as S, OTHER_CONFIGURATION, PLAIN } from "./configurations.js";

const EXTENSIONS = ["unaccent", "pg_trgm", "btree_gin"].map((name) => `create extension if not exists ${name}`);

const WORD_TOKENS = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart";

/** Name, the configuration that it is like, and the dictionary that makes stems. */
const STEMMERS = [
  ...Object.values(CONFIGURATIONS).map((name) => [name, name, `${name}_stem`] as const),
  [OTHER_CONFIGURATION, "simple", "simple"] as const,
];

/** Two text search configurations for each language: accents fall before words are stemmed; there are no accents. */
const TEXT_SEARCH = STEMMERS.flatMap(([name, like, stemmer]) => [
  `create text search configuration ${S}.${name} (copy = pg_catalog.${like})`,
  `alter text search configuration ${S}.${name} alter mapping for ${WORD_TOKENS} with unaccent, ${stemmer}`,
  `create text search configuration ${S}.${name}${PLAIN} (copy = pg_catalog.${like})`,
  `alter text search configuration ${S}.${name}${PLAIN} alter mapping for ${WORD_TOKENS} with ${stemmer}`,
]);

/**
 * One row for each indexed record. `words`: name A, summary B, the other texts C, translations after them. `title`:
 * the words of the names alone. `text_languages`: the languages of the texts, without regions. `filter_languages`: what
 * the filter `languages` looks at. `passages`: the texts behind
 * `words` that are not name or summary. Rows hold their vectors themselves: ranking reads some thousand of them.
 */
const ENTRY = `create table ${S}.entry (id text collate "C" primary key, partner text collate "C", type text not null,
  visibility text not null, name text not null, name_folded text collate "C" not null, summary text,
  language text not null, text_languages text[] not null, languages text[] not null,
  filter_languages text[] not null, organization text collate "C", topics text[] not null, countries text[] not null,
  areas text[] not null, settings text[] not null, audiences text[] not null, cost_amount float8, cost_currency text,
  locations jsonb not null, offers text[] not null, updated_at timestamptz(3) not null,
  lengths integer[] not null, passages text[] not null, words tsvector not null, title tsvector not null)`;

const TABLES = [
  `create aggregate ${S}.concatenate(tsvector) (sfunc = tsvector_concat, stype = tsvector, initcond = '')`,
  ENTRY,
  `alter table ${S}.entry alter column words set storage main, alter column title set storage main,
    set (toast_tuple_target = 4080)`,
  `create index entry_search on ${S}.entry using gin (words, title, type, partner, topics, countries, areas,
    filter_languages, settings, audiences)`,
  `create index entry_name on ${S}.entry using gin (name_folded gin_trgm_ops)`,
  `create index entry_updated on ${S}.entry (updated_at desc, id)`,
  `create index entry_partner on ${S}.entry (partner, type, id)`,
  `create index entry_organization on ${S}.entry (organization, type) where organization is not null`,
  `create table ${S}.link (source text collate "C" not null, kind text not null, target text collate "C" not null,
    role text not null, primary key (source, kind, target, role))`,
  `create index link_target on ${S}.link (target, kind, source)`,
  `create table ${S}.claim (person text collate "C" not null, topic text collate "C" not null, level text not null,
    since date, statement text, primary key (person, topic))`,
  `create index claim_topic on ${S}.claim (topic, person)`,
  `create table ${S}.identifier (id text collate "C" not null, scheme text collate "C" not null,
    value text collate "C" not null, digits text collate "C" not null, primary key (id, scheme, value))`,
  `create index identifier_value on ${S}.identifier (value, scheme)`,
  `create table ${S}.corpus (visibility text primary key, records integer not null, sampled integer not null,
    lengths float8[] not null, languages text[] not null, version text not null)`,
  `create table ${S}.word (visibility text not null, lexeme text collate "C" not null, records integer not null,
    names integer not null, primary key (visibility, lexeme))`,
  `create index identifier_digits on ${S}.identifier (digits) where digits <> ''`,
];

class CreateIndex extends Migration {
  override up(): void {
    for (const statement of [...EXTENSIONS, ...TEXT_SEARCH, ...TABLES]) this.addSql(statement);
  }

  override down(): void {
    for (const table of ["entry", "link", "claim", "identifier", "corpus", "word"])
      this.addSql(`drop table ${S}.${table}`);
    this.addSql(`drop aggregate ${S}.concatenate(tsvector)`);
    for (const [name] of STEMMERS)
      for (const each of [name, `${name}${PLAIN}`]) this.addSql(`drop text search configuration ${S}.${each}`);
  }
}

class CreateHidden extends Migration {
  override up(): void {
    // Partners that are suspended or in quarantine: nobody sees their records.
    this.addSql(`create table ${S}.hidden (partner text collate "C" primary key)`);
  }

  override down(): void {
    this.addSql(`drop table ${S}.hidden`);
  }
}

/** All migrations of the index by name, in the order in which they run. */
export const INDEX_MIGRATIONS = [
  { name: "0201-create-index", class: CreateIndex },
  { name: "0202-create-hidden", class: CreateHidden },
];
