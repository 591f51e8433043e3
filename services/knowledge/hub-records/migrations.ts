// What the hub itself holds, as far as answers need it. In: nothing. Out: the migrations, oldest first; one that was
// released is never edited. Communities and discussions lie in the index, like the records of partners.
import { Migration } from "@mikro-orm/migrations";

class CreateHubRecords extends Migration {
  override up(): void {
    // Where we stand in the feed. `untidy_since`: something was changed, and its words may lie in dead rows and counts.
    this.addSql(`create table knowledge.hub_place (is_only boolean primary key default true check (is_only),
      sequence bigint not null, untidy_since timestamptz(3))`);
    this.addSql(`insert into knowledge.hub_place (sequence) values (0)`);
    // Needs that are open: of what and for whom, nothing of what they say. `partner`: whose organization it is.
    this.addSql(`create table knowledge.open_need (id text collate "C" primary key, visibility text not null,
      topics text[] not null, organization text collate "C" not null,
      partner text collate "C" not null generated always as (split_part(organization, ':', 1)) stored)`);
    this.addSql(`create index open_need_topics on knowledge.open_need using gin (topics)`);
    this.addSql(`create table knowledge.endorsement (id text collate "C" primary key, person text collate "C" not null,
      topic text collate "C" not null, organization text collate "C" not null, at timestamptz(3) not null)`);
    this.addSql(`create index endorsement_person on knowledge.endorsement (person, topic)`);
    this.addSql(`create index endorsement_topic on knowledge.endorsement (topic, person)`);
    this.addSql(`create table knowledge.adoption (id text collate "C" primary key, practice text collate "C" not null,
      organization text collate "C" not null, at timestamptz(3) not null)`);
    this.addSql(`create index adoption_practice on knowledge.adoption (practice, organization)`);
  }

  override down(): void {
    this.addSql(`drop table knowledge.hub_place, knowledge.open_need, knowledge.endorsement, knowledge.adoption`);
  }
}

export const HUB_RECORD_MIGRATIONS = [{ name: "0501-create-hub-records", class: CreateHubRecords }];
