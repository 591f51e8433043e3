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

export const DELIVERY_MIGRATIONS = [{ name: "0540-prepare-deliveries", class: PrepareDeliveries }];
