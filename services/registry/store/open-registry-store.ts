// Opening the registry's store. In: a database's address. Out: MikroORM, tables up to date. Several programs may open
// it at once: one migrates, the others wait for it.
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { REGISTRY_MIGRATIONS } from "./migrations.js";
import { AccessKeyRow, IncidentRow, PartnerRow, REGISTRY_SCHEMA } from "./tables.js";

const MIGRATION_LOCK = 0x72_65_67_69; // any number, the same for every program that migrates this schema

/** Opens the store. Throws when the database cannot be reached. */
export async function openRegistryStore(databaseUrl: string): Promise<MikroORM> {
  const orm = await MikroORM.init({
    clientUrl: databaseUrl,
    entities: [PartnerRow, AccessKeyRow, IncidentRow],
    extensions: [Migrator],
    logger: () => undefined,
    pool: { min: 0, max: 5 },
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
  return orm;
}
