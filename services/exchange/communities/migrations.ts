// Communities and their discussions. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateCommunities extends Migration {
  override up(): void {
    this.addSql(`create table exchange.community (id text collate "C" primary key, name text not null, summary text,
      language text not null, visibility text not null, topics text[] not null, folded text not null, by text collate "C" not null,
      created_at timestamptz(3) not null default now())`);
    this.addSql(`create index on exchange.community (created_at desc, id)`);
    this.addSql(`create table exchange.member (community text collate "C" not null
        references exchange.community on delete cascade, organization text collate "C" not null,
      joined_at timestamptz(3) not null default now(), primary key (community, organization))`);
    this.addSql(`create index on exchange.member (organization)`);
    this.addSql(`create table exchange.discussion (id text collate "C" primary key, community text collate "C" not null
        references exchange.community on delete cascade, title text not null, language text not null,
      about text[] not null, by text collate "C" not null, accepted uuid, accepted_at timestamptz(3),
      created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now())`);
    this.addSql(`create index on exchange.discussion (community, updated_at desc, id)`);
    this.addSql(`create index on exchange.discussion using gin (about)`);
    this.addSql(`create table exchange.post (id uuid primary key, discussion text collate "C" not null
        references exchange.discussion on delete cascade, text text not null, by text collate "C" not null,
      signed_by text collate "C", reply_to uuid, created_at timestamptz(3) not null default now(),
      edited_at timestamptz(3), deleted boolean not null default false)`);
    this.addSql(`create index on exchange.post (discussion, created_at, id)`);
    this.addSql(`create index on exchange.post (signed_by) where signed_by is not null`);
  }

  override down(): void {
    this.addSql(`drop table exchange.post, exchange.discussion, exchange.member, exchange.community`);
  }
}

export const COMMUNITY_MIGRATIONS = [{ name: "0520-create-communities", class: CreateCommunities }];
