// Where a word is kept. In: the hub's database. Out: the tables that hold it anywhere.
import type { Session } from "../../services/database/session.js";

/** The tables of exchange and knowledge that hold a word, in any column, in any case. */
export async function wordsInTables(database: Session, word: string): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('exchange', 'knowledge')`,
  );
  const holding: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows(`select 1 from ${name} t where t::text ilike ? limit 1`, [`%${word}%`]);
    if (rows.length > 0) holding.push(name);
  }
  return holding;
}
