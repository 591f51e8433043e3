// The inbox of each organization. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateNotice extends Migration {
  override up(): void {
    // What happened, by ids: the words are made when it is read, in the reader's language, of what may be seen by then.
    this.addSql(`create table exchange.notice (number bigint generated always as identity primary key,
      organization text collate "C" not null, kind text not null, subject text collate "C" not null,
      by text collate "C", about text collate "C", at timestamptz(3) not null default now(), read_at timestamptz(3))`);
    this.addSql(`create index on exchange.notice (organization, number desc)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.notice`);
  }
}

export const NOTICE_MIGRATIONS = [{ name: "0503-create-notice", class: CreateNotice }];
