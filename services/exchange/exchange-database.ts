// The exchange service's part of the database: what partners do with each other, in one pool, so that one transaction
// covers an act and whoever is told of it. In: a database's address. Out: sessions, tables up to date.
import { openDatabase, type Database, type DatabaseOptions } from "../database/open-database.js";
import { COMMUNITY_MIGRATIONS } from "./communities/migrations.js";
import { DELIVERY_MIGRATIONS } from "./deliveries/migrations.js";
import { JOINT_MIGRATIONS } from "./exchanges/migrations.js";
import { FEED_MIGRATIONS } from "./feed/migrations.js";
import { INTRODUCTION_MIGRATIONS } from "./introductions/migrations.js";
import { MODERATION_MIGRATIONS } from "./moderation/migrations.js";
import { NEED_MIGRATIONS } from "./needs/migrations.js";
import { NOTICE_MIGRATIONS } from "./notices/migrations.js";
import { PACE_MIGRATIONS } from "./pace/migrations.js";
import { PRACTICE_MIGRATIONS } from "./practices/migrations.js";
import { RECORD_MIGRATIONS } from "./records/migrations.js";
import { retryDeadlocks } from "./retry-deadlocks.js";
import { WORKSHOP_MIGRATIONS } from "./workshops/migrations.js";

export const EXCHANGE_SCHEMA = "exchange";

/** All migrations of the service's rooms, in the order in which they run. */
export const EXCHANGE_MIGRATIONS = [
  ...RECORD_MIGRATIONS,
  ...FEED_MIGRATIONS,
  ...NOTICE_MIGRATIONS,
  ...PRACTICE_MIGRATIONS,
  ...COMMUNITY_MIGRATIONS,
  ...MODERATION_MIGRATIONS,
  ...NEED_MIGRATIONS,
  ...INTRODUCTION_MIGRATIONS,
  ...WORKSHOP_MIGRATIONS,
  ...JOINT_MIGRATIONS,
  ...DELIVERY_MIGRATIONS,
  ...PACE_MIGRATIONS,
];

const PART = { schema: EXCHANGE_SCHEMA, entities: [], migrations: EXCHANGE_MIGRATIONS };

/** Opens the service's tables and brings them up to date. Throws when the database cannot be reached. */
export async function openExchangeDatabase(options: DatabaseOptions): Promise<Database> {
  return retryDeadlocks(await openDatabase(PART, options));
}
