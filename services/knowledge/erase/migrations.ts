// The table of erasures. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class CreateErasure extends Migration {
  override up(): void {
    // Which records were erased, as digests: who has the table learns nothing that they could not guess. `offered`: the
    // generation of the partner's feed in which it was last seen to offer the record still; null: not any more.
    this.addSql(`create table knowledge.erasure (salt text collate "C" not null, hash text collate "C" not null,
      partner text collate "C" not null, at timestamptz(3) not null, offered integer, primary key (salt, hash))`);
    this.addSql(`create index on knowledge.erasure (partner)`);
  }

  override down(): void {
    this.addSql(`drop table knowledge.erasure`);
  }
}

export const ERASURE_MIGRATIONS = [{ name: "0401-create-erasure", class: CreateErasure }];
