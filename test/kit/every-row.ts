// Everything that a network's database holds. In: its address. Out: rows as text, by table.
import pg from "pg";
import { BACKED_UP_SCHEMAS, LEFT_OUT_TABLES } from "../../gateway/main/database-parts.js";

/** All rows of all tables that a backup holds, sorted; what tells one database from another reads as `…`. */
export async function everyRow(databaseUrl: string): Promise<Record<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema = any($1) order by 1`,
      [BACKED_UP_SCHEMAS],
    );
    const found: Record<string, readonly string[]> = {};
    for (const { name } of tables.filter((table) => LEFT_OUT_TABLES[table.name] === undefined)) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${name} t`);
      const isFeed = ["partner_data.feed", "knowledge.change_end"].includes(name);
      found[name] = rows
        .map(({ row }) => JSON.stringify(isFeed ? { ...row, epoch: "…", lineage: "…" } : row))
        .toSorted();
    }
    return found;
  } finally {
    await client.end();
  }
}
