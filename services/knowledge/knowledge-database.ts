// The knowledge service's part of the database: harvest, mirror and index, in one pool, so that one transaction covers
// all three. In: a database's address. Out: sessions, tables up to date.
import { openDatabase, type Database, type DatabaseOptions } from "../database/open-database.js";
import { ERASURE_MIGRATIONS } from "./erase/migrations.js";
import { HARVEST_MIGRATIONS } from "./harvest/migrations.js";
import { GAP_MIGRATIONS } from "./gaps/migrations.js";
import { HUB_RECORD_MIGRATIONS } from "./hub-records/migrations.js";
import { INDEX_MIGRATIONS } from "./index/migrations.js";
import { MIRROR_MIGRATIONS } from "./mirror/mirror-tables.js";

/** All migrations of the service's rooms, in the order in which they run. */
export const KNOWLEDGE_MIGRATIONS = [
  ...HARVEST_MIGRATIONS,
  ...MIRROR_MIGRATIONS,
  ...INDEX_MIGRATIONS,
  ...GAP_MIGRATIONS,
  ...ERASURE_MIGRATIONS,
  ...HUB_RECORD_MIGRATIONS,
];

const PART = { schema: "knowledge", entities: [], migrations: KNOWLEDGE_MIGRATIONS };

/** Opens the service's tables and brings them up to date. Throws when the database cannot be reached. */
export function openKnowledgeDatabase(options: DatabaseOptions): Promise<Database> {
  return openDatabase(PART, options);
}
