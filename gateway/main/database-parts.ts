// What the database of a network consists of. In: nothing. Out: the parts that a backup holds, with their migrations; which
// of their tables it leaves out, and why.
import type { DatabasePart } from "../../services/database/open-database.js";
import { EXCHANGE_MIGRATIONS, EXCHANGE_SCHEMA } from "../../services/exchange/exchange-database.js";
import { KNOWLEDGE_MIGRATIONS } from "../../services/knowledge/knowledge-database.js";
import { STORE_MIGRATIONS } from "../../services/partner/store/migrations.js";
import { STORE_SCHEMA } from "../../services/partner/store/tables.js";
import { REGISTRY_MIGRATIONS } from "../../services/registry/store/migrations.js";
import { REGISTRY_SCHEMA } from "../../services/registry/store/tables.js";

/** The parts, each with a PostgreSQL schema of its own. */
export const DATABASE_PARTS: readonly DatabasePart[] = [
  { schema: STORE_SCHEMA, entities: [], migrations: STORE_MIGRATIONS },
  { schema: "knowledge", entities: [], migrations: KNOWLEDGE_MIGRATIONS },
  { schema: REGISTRY_SCHEMA, entities: [], migrations: REGISTRY_MIGRATIONS },
  { schema: EXCHANGE_SCHEMA, entities: [], migrations: EXCHANGE_MIGRATIONS },
];

/** All PostgreSQL schemas of these parts: one has two. The gateway's counters and the queue of jobs are of the moment. */
export const BACKED_UP_SCHEMAS = [...DATABASE_PARTS.map(({ schema }) => schema), "mirror"];

/** Tables that a backup leaves out: what is of the moment, and what migrations fill themselves. */
export const LEFT_OUT_TABLES: Readonly<Record<string, string>> = {
  "registry.session": "people sign in again",
  "registry.oidc_flow": "a sign-in under way",
  "registry.setup_link": "made anew at each start",
  "registry.sign_in_pace": "attempts of the last minutes",
  "registry.data_request_pace": "attempts of the last minutes",
  "registry.migrations": "written by migrating",
  "knowledge.migrations": "written by migrating",
  "exchange.migrations": "written by migrating",
  "partner_data.migrations": "written by migrating",
};
