// Everything that tables hold about a record. In: for each table, which rows are the record's own and which refer to it.
// Out: rows as the tables have them, but for what is secret; of rows that only refer to it, no more than which they are.
import type { Disclosure } from "../../schema/erasures.js";
import type { Session } from "./session.js";

/** Conditions on the rows of a table; `:id` stands for the record's id. */
export interface AboutRows {
  /** Rows that are about the record. */
  readonly own: string;
  /** Rows about others that refer to it; they have a column `id`. */
  readonly refers?: string;
  /** Columns that only an index is made of. */
  readonly leftOut?: readonly string[];
}

export type TablesAbout = Readonly<Record<string, AboutRows>>;

/** Secrets and their digests, and addresses of people. */
const LEFT_OUT = ["hash", "password", "reply_to", "prefix", "secret"];

/** Reads the rows about a record; tables in which there are none are left out. */
export async function readRowsAbout(session: Session, tables: TablesAbout, id: string): Promise<Disclosure> {
  const found: Record<string, readonly unknown[]> = {};
  for (const [table, { own, refers = "false", leftOut = [] }] of Object.entries(tables)) {
    const statement = `select case when ${own} then to_jsonb(held) - ?::text[]
        else jsonb_build_object('refers to it', to_jsonb(held)->'id') end as row
      from ${table} as held where (${own}) or (${refers})`;
    const values = [...ids(own, id), [...LEFT_OUT, ...leftOut], ...ids(own, id), ...ids(refers, id)];
    const rows = await session.rows<{ row: unknown }>(statement.replaceAll(":id", "?::text"), values);
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}

function ids(condition: string, id: string): string[] {
  return condition
    .split(":id")
    .slice(1)
    .map(() => id);
}
