// The pace of acts. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreatePace extends Migration {
  override up(): void {
    // How many acts of a kind an organization has made since when: of the hour that has begun, no history.
    this.addSql(`create table exchange.pace (organization text collate "C" not null, kind text not null,
      began_at timestamptz(3) not null, acts integer not null, primary key (organization, kind))`);
  }

  override down(): void {
    this.addSql(`drop table exchange.pace`);
  }
}

export const PACE_MIGRATIONS = [{ name: "0560-create-pace", class: CreatePace }];
