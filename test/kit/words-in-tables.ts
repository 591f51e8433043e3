// Where a word is kept. In: the hub's database. Out: the tables that hold it anywhere.
import type { Session } from "../../services/database/session.js";

/** The tables that hold a word, in any column, in any case; those of exchange and knowledge, or of other schemas. */
export async function wordsInTables(
  database: Session,
  word: string,
  schemas: readonly string[] = ["exchange", "knowledge"],
): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any(?::text[]) order by 1`,
    [[...schemas]],
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows(`select 1 from ${name} t where t::text ilike ? limit 1`, [`%${word}%`]);
    if (rows.length > 0) holding.push(name);
  }
  return holding;
}
