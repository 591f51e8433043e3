// Opening the registry's store. In: a database's address. Out: MikroORM and plain SQL on one pool, tables up to date.
// Several programs may open it at once: one migrates, the others wait for it.
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import type { ListeningPool } from "../../database/listen.js";
import type { Database } from "../../database/open-database.js";
import { inTransaction, sessionOn, type Pool, type PoolFigures } from "../../database/session.js";
import { REGISTRY_MIGRATIONS } from "./migrations.js";
import { IncidentRow, PartnerRow, REGISTRY_SCHEMA } from "./tables.js";

const MIGRATION_LOCK = 0x72_65_67_69; // any number, the same for every program that migrates this schema

/** Statements, and transactions of them. */
export type RegistryDatabase = Pick<Database, "rows" | "transaction">;

export interface RegistryStore {
  readonly orm: MikroORM;
  readonly database: RegistryDatabase;
  /** The pool of both. */
  readonly pool: Pool & PoolFigures & ListeningPool;
}

/** Opens the store. Throws when the database cannot be reached. */
export async function openRegistryStore(databaseUrl: string): Promise<RegistryStore> {
  const orm = await MikroORM.init({
    clientUrl: databaseUrl,
    entities: [PartnerRow, IncidentRow],
    extensions: [Migrator],
    logger: () => undefined,
    pool: { min: 0, max: 8 },
    migrations: {
      tableName: `${REGISTRY_SCHEMA}.migrations`,
      migrationsList: REGISTRY_MIGRATIONS,
      snapshot: false,
      disableForeignKeys: false,
    },
  });
  await orm.em.transactional(async (em) => {
    await em.execute("select pg_advisory_xact_lock(?)", [MIGRATION_LOCK]);
    await orm.migrator.up();
  });
  const pool: RegistryStore["pool"] = await orm.em.getConnection().getNativeClient();
  return { orm, pool, database: { ...sessionOn(pool), transaction: (work) => inTransaction(pool, work, {}) } };
}
