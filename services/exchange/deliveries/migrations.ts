// What sending needs of the tables. In: nothing. Out: the migrations, oldest first; one that was released is never edited.
import { Migration } from "@mikro-orm/migrations";

class PrepareDeliveries extends Migration {
  override up(): void {
    // Ids that grow: messages that wait for one webhook are taken in the order of their ids.
    this.addSql(`alter table exchange.delivery alter id set default uuidv7()`);
    // Since when nothing has been taken there; null while it takes.
    this.addSql(`alter table exchange.webhook add failing_since timestamptz(3)`);
  }

  override down(): void {
    this.addSql(`alter table exchange.webhook drop failing_since`);
    this.addSql(`alter table exchange.delivery alter id set default gen_random_uuid()`);
  }
}

class CreateDigests extends Migration {
  override up(): void {
    // Which digest a notice is told in; null until there is one.
    this.addSql(`alter table exchange.notice add digest uuid`);
    this.addSql(`create index on exchange.notice (digest) where digest is not null`);
    this.addSql(`create index on exchange.notice (organization) where digest is null and read_at is null`);
    // When an organization's last digest was made.
    this.addSql(`create table exchange.digest (organization text collate "C" primary key, at timestamptz(3) not null)`);
  }

  override down(): void {
    this.addSql(`drop table exchange.digest`);
    this.addSql(`alter table exchange.notice drop digest`);
  }
}

export const DELIVERY_MIGRATIONS = [
  { name: "0540-prepare-deliveries", class: PrepareDeliveries },
  { name: "0541-create-digests", class: CreateDigests },
];
