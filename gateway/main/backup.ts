// `maillage backup`: everything that a network keeps in its database, into one file, as it is at one moment, while the hub
// runs or not. In: a database. Out: the file, and how much it holds.
import { existsSync } from "node:fs";
import { Client } from "pg";
import { to as copyTo } from "pg-copy-streams";
import { writeBackup, type BackedUpTable, type BackupHeader, type BackupTrailer } from "./backup-file.js";
import { BACKED_UP_SCHEMAS, DATABASE_PARTS, LEFT_OUT_TABLES } from "./database-parts.js";

export interface BackupReport {
  readonly tables: number;
  readonly rows: number;
  /** When the database was as the backup has it; ISO 8601. */
  readonly at: string;
}

/** Writes a backup. Throws an Error that the operator can act on; then there is no file. */
export async function backUp(databaseUrl: string, file: string): Promise<BackupReport> {
  if (existsSync(file)) throw new Error(`expected the name of a file that is not there yet, got ${file}`);
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => undefined); // whoever asks on it is told
  await client.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const header = await describeDatabase(client);
    const report = { rows: 0 };
    await writeBackup(file, {
      header,
      rowsOf: (table) => client.query(copyTo(`copy ${withColumns(table)} to stdout`)),
      trailer: async (rows) => {
        report.rows = Object.values(rows).reduce((sum, count) => sum + count, 0);
        return { rows, sequences: await readSequences(client) };
      },
    });
    await client.query("commit");
    return { ...report, tables: header.tables.length, at: header.at };
  } finally {
    await client.end();
  }
}

/** A table with its columns, as COPY names them. */
export function withColumns({ name, columns }: BackedUpTable): string {
  return `${name} (${columns.map((column) => `"${column}"`).join(", ")})`;
}

async function describeDatabase(client: Client): Promise<BackupHeader> {
  const { rows } = await client.query<{ at: Date }>("select now() as at"); // the first statement: its snapshot is the backup's
  const migrations: BackupHeader["migrations"] = {};
  for (const { schema } of DATABASE_PARTS) migrations[schema] = await readMigrations(client, schema);
  const at = (rows[0]?.at ?? new Date()).toISOString();
  return { format: "maillage-backup", version: 1, at, migrations, tables: await readTables(client) };
}

/** Migrations that a part has had. Throws when it has no tables. */
async function readMigrations(client: Client, schema: string): Promise<string[]> {
  const { rows: there } = await client.query(`select to_regclass($1) as found`, [`${schema}.migrations`]);
  if (there[0]?.found === null) throw new Error(`expected the database of a network; it has no tables in ${schema}`);
  const { rows } = await client.query<{ name: string }>(`select name from ${schema}.migrations order by id`);
  return rows.map(({ name }) => name);
}

async function readTables(client: Client): Promise<BackedUpTable[]> {
  const { rows } = await client.query<BackedUpTable & { readonly needs: readonly string[] }>(
    `select nspname || '.' || relname as name,
       (select array_agg(attname::text order by attnum) from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       (select coalesce(array_agg(nr.nspname || '.' || cr.relname), '{}') from pg_constraint k
        join pg_class cr on cr.oid = k.confrelid join pg_namespace nr on nr.oid = cr.relnamespace
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where relkind = 'r' and nspname = any($1) order by name`,
    [BACKED_UP_SCHEMAS],
  );
  const waiting = rows.filter(({ name }) => LEFT_OUT_TABLES[name] === undefined);
  const placed: BackedUpTable[] = [];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const at = waiting.findIndex(({ needs }) => needs.every((need) => !names.has(need)));
    const [next] = waiting.splice(at, 1);
    if (at === -1 || next === undefined) throw new Error("expected tables that do not refer to each other in a circle");
    placed.push({ name: next.name, columns: next.columns });
  }
  return placed;
}

/** The counters behind the tables; those of tables that are left out begin anew. */
async function readSequences(client: Client): Promise<BackupTrailer["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select schemaname || '.' || sequencename as name, last_value::text as last from pg_sequences
     where schemaname = any($1) and last_value is not null and sequencename <> 'migrations_id_seq'`,
    [BACKED_UP_SCHEMAS],
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
