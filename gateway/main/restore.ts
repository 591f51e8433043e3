// `maillage restore`: a backup into an empty database. In: the file, a database that nobody uses. Out: the network as it was,
// but for what was erased since; how old it is and how long that took. Nothing is dropped before the whole file was read.
import { performance } from "node:perf_hooks";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { openDatabase } from "../../services/database/open-database.js";
import { sessionOn } from "../../services/database/session.js";
import { beginNewFeed } from "../../services/knowledge/changes/begin-new-feed.js";
import { openStore } from "../../services/partner/store/open-store.js";
import { beginNewEpochs } from "../../services/partner/store/renew-epochs.js";
import { AuditEntries } from "../../services/registry/audit-log.js";
import { openRegistryStore } from "../../services/registry/store/open-registry-store.js";
import { replayTakenBack } from "../../services/registry/taken-back.js";
import { withColumns } from "./backup.js";
import { readBackup, type BackedUpTable, type BackupHeader, type BackupTrailer } from "./backup-file.js";
import { BACKED_UP_SCHEMAS, DATABASE_PARTS } from "./database-parts.js";
import { eraseAnew } from "./erase-anew.js";

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  /** Drop what the database holds. */
  readonly force: boolean;
  /** The file that keeps erasures beside the database. */
  readonly erasureFile: string;
  /** The file that keeps what was taken back beside the database. */
  readonly takenBackFile: string;
}

export interface RestoreReport {
  readonly rows: number;
  /** Erasures that the backup did not know. */
  readonly erasures: number;
  /** Keys, members and partners that were taken back, of which the backup did not know. */
  readonly takenBack: number;
  /** When the backup was made; ISO 8601. */
  readonly at: string;
  /** What happened in so many milliseconds is lost: the recovery point. */
  readonly lostMs: number;
  /** How long restoring took: the recovery time. */
  readonly tookMs: number;
}

/** Restores a backup. Throws an Error that the operator can act on. */
export async function restore({ force, ...options }: RestoreOptions): Promise<RestoreReport> {
  const began = performance.now();
  const { databaseUrl, file } = options;
  const { header } = await readBackup(file, drain);
  requireKnown(header);
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined); // whoever asks on it is told
  await client.connect();
  try {
    await requireUnused(client);
    await makeEmpty(client, force);
    const done = await putBack(client, { ...options, header });
    const lostMs = Date.now() - Date.parse(header.at);
    return { ...done, at: header.at, lostMs, tookMs: performance.now() - began };
  } finally {
    await client.end();
  }
}

interface PutBack extends Omit<RestoreOptions, "force"> {
  readonly header: BackupHeader;
}

/** What was there is gone by now. */
async function putBack(client: Client, { header, ...options }: PutBack) {
  try {
    await migrateAsFar(options.databaseUrl, header);
    const rows = await fill(client, options.file);
    const done = await bringUpToDate(options);
    await client.query("analyze");
    return { rows, ...done };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The database holds no whole network now: ${why}. Mend it, then restore again with --force.`, {
      cause,
    });
  }
}

/** Reads everything and keeps nothing. */
async function drain(_table: BackedUpTable, rows: AsyncIterable<Buffer>): Promise<void> {
  for await (const _rows of rows);
}

/** A backup of a newer version has what this one does not know. */
function requireKnown({ migrations }: BackupHeader): void {
  for (const { schema, migrations: known } of DATABASE_PARTS) {
    const names = new Set(known.map((each) => ("name" in each ? each.name : "")));
    const unknown = (migrations[schema] ?? []).filter((name) => !names.has(name));
    if (unknown.length > 0)
      throw new Error(
        `expected a backup of this version or an older one; it has ${schema} ${unknown.join(", ")}: upgrade first`,
      );
  }
}

async function requireUnused(client: Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  const others = rows[0]?.others ?? 0;
  if (others > 0)
    throw new Error(
      `expected a database that nobody uses, got one with ${others} other connections: stop the hub first`,
    );
}

async function makeEmpty(client: Client, force: boolean): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname::text as name from pg_namespace where nspname = any($1) order by 1`,
    [BACKED_UP_SCHEMAS],
  );
  if (rows.length === 0) return;
  if (!force)
    throw new Error(
      `expected an empty database, got one that holds a network; --force drops it and restores the backup`,
    );
  await client.query(`drop schema ${rows.map(({ name }) => name).join(", ")} cascade`);
}

/** Tables as they were when the backup was made: rows are put in before later migrations change them. */
async function migrateAsFar(databaseUrl: string, { migrations }: BackupHeader): Promise<void> {
  for (const part of DATABASE_PARTS) {
    const had = new Set(migrations[part.schema]);
    const some = part.migrations.filter((each) => "name" in each && had.has(each.name));
    const database = await openDatabase({ ...part, migrations: some }, { databaseUrl, connections: 2 });
    await database.close();
  }
}

/** Puts all rows in, in one transaction: all are there, or none. Gives how many. */
async function fill(client: Client, file: string): Promise<number> {
  await client.query("begin");
  try {
    const { header, trailer } = await readBackup(file, (table, rows) => fillTable(client, table, rows));
    for (const [name, last] of Object.entries(trailer.sequences))
      await client.query("select setval($1::regclass, $2::bigint)", [name, last]);
    await requireAll(client, trailer);
    for (const { name } of header.tables) await client.query(`alter table ${name} enable trigger user`);
    // Readers of feeds stand where the feeds have not come to yet: they begin anew.
    await beginNewEpochs(sessionOn(client));
    await beginNewFeed(sessionOn(client));
    await client.query("commit");
    return Object.values(trailer.rows).reduce((sum, count) => sum + count, 0);
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    throw cause;
  }
}

/** Migrations may have put rows in, and triggers are about changes, which these are not. */
async function fillTable(client: Client, table: BackedUpTable, rows: AsyncIterable<Buffer>): Promise<void> {
  await client.query(`alter table ${table.name} disable trigger user`);
  await client.query(`truncate ${table.name} cascade`);
  await pipeline(Readable.from(rows), client.query(copyFrom(`copy ${withColumns(table)} from stdin`)));
}

async function requireAll(client: Client, { rows: expected }: BackupTrailer): Promise<void> {
  for (const [name, count] of Object.entries(expected)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`);
    if (Number(rows[0]?.count) !== count)
      throw new Error(`expected ${count} rows of ${name}, got ${rows[0]?.count ?? "none"}`);
  }
}

/** Later migrations, and what was taken back and erased that the backup does not know. Gives how much that was. */
async function bringUpToDate({ databaseUrl, erasureFile, takenBackFile }: Omit<PutBack, "header">) {
  const store = await openStore({ databaseUrl, connections: 2 });
  await store.close();
  const { database, orm } = await openRegistryStore(databaseUrl);
  const takenBack = await replayTakenBack({ database, audit: new AuditEntries(database), file: takenBackFile });
  await orm.close(true);
  const erasures = await eraseAnew(databaseUrl, erasureFile);
  return { erasures, takenBack };
}
