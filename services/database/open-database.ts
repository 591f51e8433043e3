// Opening a service's part of the database. In: an address, a PostgreSQL schema, its migrations. Out: sessions on a
// pool, tables up to date. Several programs may open it at once: one migrates, the others wait for it.
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM, type Options } from "@mikro-orm/postgresql";
import { listen, type Listener, type ListeningPool, type OnNotify } from "./listen.js";
import { sessionUntil } from "./session-until.js";
import { inTransaction, sessionOn, type Pool, type PoolFigures, type Session } from "./session.js";

/** A service's part of the database. */
export interface Database extends Session {
  /** Runs work in one transaction: all of it happens, or, when it throws, nothing. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs work in a transaction that is undone: what would happen. */
  rehearsal<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** A session whose statements are ended at a time, in milliseconds since the epoch. */
  until(deadline: number): Session;
  /** Hears of notifications on a channel, by one connection of its own; also after it broke and was made anew. */
  listen(channel: string, onNotify: OnNotify): Promise<Listener>;
  /** What its connections do. */
  readonly figures: PoolFigures;
  close(): Promise<void>;
}

/** The tables of a service: their PostgreSQL schema and how they came about, oldest first. */
export interface DatabasePart {
  readonly schema: string;
  readonly entities: NonNullable<Options["entities"]>;
  readonly migrations: NonNullable<NonNullable<Options["migrations"]>["migrationsList"]>;
}

export interface DatabaseOptions {
  readonly databaseUrl: string;
  /** Connections at most; 10 when not given. */
  readonly connections?: number;
  /** Told of every SQL statement, without its values. */
  readonly onStatement?: (sql: string) => void;
}

const MIGRATION_LOCK = 0x6d_61_69_6c; // any number, the same for every program that migrates

/** Opens a part and brings its tables up to date. Throws when the database cannot be reached. */
export async function openDatabase(part: DatabasePart, options: DatabaseOptions): Promise<Database> {
  const orm = await MikroORM.init({
    clientUrl: options.databaseUrl,
    entities: part.entities,
    extensions: [Migrator],
    discovery: { warnWhenNoEntities: false },
    logger: () => undefined,
    pool: { min: 0, max: options.connections ?? 10 },
    migrations: {
      tableName: `${part.schema}.migrations`,
      migrationsList: part.migrations,
      snapshot: false,
      disableForeignKeys: false,
    },
  });
  await migrate(orm);
  const pool: Pool & ListeningPool & PoolFigures = await orm.em.getConnection().getNativeClient();
  return {
    ...sessionOn(pool, options.onStatement),
    transaction: (work) => inTransaction(pool, work, { onStatement: options.onStatement }),
    rehearsal: (work) => inTransaction(pool, work, { onStatement: options.onStatement, isRehearsal: true }),
    until: (deadline) => sessionUntil(pool, deadline, options.onStatement),
    listen: (channel, onNotify) => listen(pool, channel, onNotify),
    figures: pool,
    close: () => orm.close(true),
  };
}

/** The lock is held on a connection of its own for as long as the migrations run on another. */
async function migrate(orm: MikroORM): Promise<void> {
  await orm.em.transactional(async (em) => {
    await em.execute("select pg_advisory_xact_lock(?)", [MIGRATION_LOCK]);
    await orm.migrator.up();
  });
}
