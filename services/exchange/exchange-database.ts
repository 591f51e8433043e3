// The exchange service's part of the database: what partners do with each other, in one pool, so that one transaction
// covers an act and whoever is told of it. In: a database's address. Out: sessions, tables up to date.
import { openDatabase, type Database, type DatabaseOptions } from "../database/open-database.js";
import { FEED_MIGRATIONS } from "./feed/migrations.js";
import { NOTICE_MIGRATIONS } from "./notices/migrations.js";
import { PRACTICE_MIGRATIONS } from "./practices/migrations.js";
import { RECORD_MIGRATIONS } from "./records/migrations.js";

export const EXCHANGE_SCHEMA = "exchange";

/** All migrations of the service's rooms, in the order in which they run. */
export const EXCHANGE_MIGRATIONS = [
  ...RECORD_MIGRATIONS,
  ...FEED_MIGRATIONS,
  ...NOTICE_MIGRATIONS,
  ...PRACTICE_MIGRATIONS,
];

const PART = { schema: EXCHANGE_SCHEMA, entities: [], migrations: EXCHANGE_MIGRATIONS };

/** Opens the service's tables and brings them up to date. Throws when the database cannot be reached. */
export function openExchangeDatabase(options: DatabaseOptions): Promise<Database> {
  return openDatabase(PART, options);
}
