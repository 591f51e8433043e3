// Looking for words in all that a database holds. In: words. Out: the tables in which any of them stands, in any column,
// in any form: text, arrays, JSON, search vectors.
import pg from "pg";

/** The tables that hold a word; the job queue's own included. */
export async function everyWord(databaseUrl: string, ...words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
         where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const sql = `select 1 from ${name} t where ${words.map((_, at) => `t::text ilike $${at + 1}`).join(" or ")} limit 1`;
      const { rowCount } = await client.query(
        sql,
        words.map((word) => `%${word}%`),
      );
      if (rowCount !== 0) found.push(name.replaceAll('"', ""));
    }
    return found;
  } finally {
    await client.end();
  }
}
