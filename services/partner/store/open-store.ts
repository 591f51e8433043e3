// Opening the partner store. In: a database's address. Out: the store of any number of partners, its tables up to date.
import { openDatabase, type Database, type DatabaseOptions } from "../../database/open-database.js";
import { ROW_ENTITIES } from "../../records/store/rows.js";
import { ChangeRow, FeedRow } from "./feed-tables.js";
import { STORE_MIGRATIONS } from "./migrations.js";
import { renewEpochs } from "./renew-epochs.js";
import { STORE_SCHEMA } from "./tables.js";

export type Store = Database;

const PART = {
  schema: STORE_SCHEMA,
  entities: [...Object.values(ROW_ENTITIES), FeedRow, ChangeRow],
  migrations: STORE_MIGRATIONS,
};

/** Opens the store and brings its tables up to date. Throws when the database cannot be reached. */
export async function openStore(options: DatabaseOptions): Promise<Store> {
  const store = await openDatabase(PART, options);
  await renewEpochs(store);
  return store;
}
