// Introductions. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateIntroductions extends Migration {
  override up(): void {
    // to_id: null once that person is gone. to_organization: null for people whose directory names no organization:
    // any of their partner's may answer, and answered_by says which did.
    this.addSql(`create table exchange.introduction (id uuid primary key, by text collate "C" not null,
      to_id text collate "C", to_organization text collate "C", to_partner text collate "C" not null,
      about text not null, message text not null, by_contact text, state text not null default 'ASKED', answer text,
      to_contact text, answered_by text collate "C", created_at timestamptz(3) not null default now(),
      answered_at timestamptz(3))`);
    this.addSql(`create index on exchange.introduction (by, created_at desc)`);
    this.addSql(`create index on exchange.introduction (to_organization, created_at desc)`);
    this.addSql(`create index on exchange.introduction (to_partner, created_at desc) where to_organization is null`);
    this.addSql(`create index on exchange.introduction (to_id)`);
    this.addSql(`create index on exchange.introduction (created_at)
      where by_contact is not null or to_contact is not null`);
  }

  override down(): void {
    this.addSql(`drop table exchange.introduction`);
  }
}

export const INTRODUCTION_MIGRATIONS = [{ name: "0531-create-introductions", class: CreateIntroductions }];
