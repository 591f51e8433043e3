// Talking SQL. In: statements with `?` for values. Out: rows. Values travel beside the statement, never in it;
// MikroORM, whose pool this is, would write them into its text.

/** What we use of a connection or pool of the `pg` package. */
interface Connection {
  query(text: string, values: readonly unknown[]): Promise<{ readonly rows: unknown[] }>;
}

/** A connection that was taken out of the pool and goes back to it. */
export interface PooledConnection extends Connection {
  release(error?: Error | boolean): void;
}

/** What we use of a pool of the `pg` package. */
export interface Pool extends Connection {
  connect(): Promise<PooledConnection>;
}

/** How many connections a pool of the `pg` package has, by its own names. */
export interface PoolFigures {
  readonly totalCount: number;
  readonly idleCount: number;
  /** Statements that wait for a connection. */
  readonly waitingCount: number;
}

/** Runs statements: outside a transaction on any connection, inside on its own. */
export interface Session {
  /** The rows of a statement. `T` is the caller's word for what the statement selects. */
  rows<T = Readonly<Record<string, unknown>>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
}

/** A part of a statement with its values, in the order of their `?`. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A part of a statement. */
export function sql(text: string, ...values: unknown[]): Sql {
  return { text, values };
}

/** Parts joined by a word, each in parentheses; `otherwise` when there are none. */
export function joinSql(parts: readonly Sql[], word: "and" | "or", otherwise = "true"): Sql {
  if (parts.length === 0) return sql(otherwise);
  const text = parts.map((part) => `(${part.text})`).join(` ${word} `);
  return { text, values: parts.flatMap((part) => part.values) };
}

/** A session on a connection. `onStatement` is told of each statement, without its values. */
export function sessionOn(connection: Connection, onStatement?: (sql: string) => void): Session {
  return {
    async rows<T>(text: string, values: readonly unknown[] = []) {
      onStatement?.(text);
      const result = await connection.query(numberPlaceholders(text), values);
      return result.rows as T[]; // see Session.rows
    },
  };
}

export interface TransactionOptions {
  readonly onStatement?: ((sql: string) => void) | undefined;
  /** Undo everything in the end, whatever happens. */
  readonly isRehearsal?: boolean;
}

/** Runs work in one transaction: all of it happens, or, when it throws, nothing. */
export async function inTransaction<T>(
  pool: Pool,
  work: (session: Session) => Promise<T>,
  { onStatement, isRehearsal = false }: TransactionOptions,
): Promise<T> {
  const connection = await pool.connect();
  try {
    await connection.query("begin", []);
    const result = await work(sessionOn(connection, onStatement));
    await connection.query(isRehearsal ? "rollback" : "commit", []);
    connection.release();
    return result;
  } catch (error) {
    const broken = await connection.query("rollback", []).then(
      () => false,
      () => true,
    );
    connection.release(broken);
    throw error;
  }
}

/** A statement with `$1`, `$2` … for `?`. Our statements use no operator with a question mark in it. */
export function numberPlaceholders(text: string): string {
  let count = 0;
  return text.replaceAll("?", () => `$${++count}`);
}
