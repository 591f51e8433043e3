// What the network asks about. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateAsked extends Migration {
  override up(): void {
    // Topics and days only: neither what was written nor who wrote it.
    this.addSql(`create table knowledge.asked (topic text collate "C" not null, day date not null,
      times integer not null, unanswered integer not null, primary key (topic, day))`);
  }

  override down(): void {
    this.addSql(`drop table knowledge.asked`);
  }
}

export const GAP_MIGRATIONS = [{ name: "0301-create-asked", class: CreateAsked }];
