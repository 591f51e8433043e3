// A hosted partner left the network. In: its key. Out: nothing of it in the store: records, changes, its feed.
import type { Session } from "../../database/session.js";
import { STORE_SCHEMA as S } from "./tables.js";

/** Deletes everything of a partner's. May be asked again, and of a database that never held a partner. */
export async function forgetHostedPartner(session: Session, partner: string): Promise<void> {
  const tables = await session.rows<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns
       where table_schema = ? and column_name = 'partner' order by table_name`,
    [S],
  );
  for (const { name } of tables) await session.rows(`delete from ${S}.${name} where partner = ?`, [partner]);
}
