// Opening the partner store. In: a database's address. Out: the store, its tables up to date. Several programs may
// open it at once: one migrates, the others wait for it.
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { STORE_SCHEMA } from "./columns.js";
import { ChangeRow, FeedRow } from "./feed-tables.js";
import { STORE_MIGRATIONS } from "./migrations.js";
import { renewEpochs } from "./renew-epochs.js";
import { ROW_ENTITIES } from "./rows.js";
import { inTransaction, sessionOn, type Pool, type Session } from "./session.js";

/** The store of any number of partners. */
export interface Store extends Session {
  /** Runs work in one transaction: all of it happens, or, when it throws, nothing. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs work in a transaction that is undone: what would happen. */
  rehearsal<T>(work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly databaseUrl: string;
  /** Connections at most; 10 when not given. */
  readonly connections?: number;
  /** Told of every SQL statement, without its values. */
  readonly onStatement?: (sql: string) => void;
}

const MIGRATION_LOCK = 0x6d_61_69_6c; // any number, the same for every program that migrates this schema

/** Opens the store and brings its tables up to date. Throws when the database cannot be reached. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const orm = await MikroORM.init({
    clientUrl: options.databaseUrl,
    entities: [...Object.values(ROW_ENTITIES), FeedRow, ChangeRow],
    extensions: [Migrator],
    logger: () => undefined,
    pool: { min: 0, max: options.connections ?? 10 },
    migrations: {
      tableName: `${STORE_SCHEMA}.migrations`,
      migrationsList: STORE_MIGRATIONS,
      snapshot: false,
      disableForeignKeys: false,
    },
  });
  await migrate(orm);
  const pool: Pool = await orm.em.getConnection().getNativeClient();
  const store: Store = {
    ...sessionOn(pool, options.onStatement),
    transaction: (work) => inTransaction(pool, work, { onStatement: options.onStatement }),
    rehearsal: (work) => inTransaction(pool, work, { onStatement: options.onStatement, isRehearsal: true }),
    close: () => orm.close(true),
  };
  await renewEpochs(store);
  return store;
}

/** The lock is held on a connection of its own for as long as the migrations run on another. */
async function migrate(orm: MikroORM): Promise<void> {
  await orm.em.transactional(async (em) => {
    await em.execute("select pg_advisory_xact_lock(?)", [MIGRATION_LOCK]);
    await orm.migrator.up();
  });
}
