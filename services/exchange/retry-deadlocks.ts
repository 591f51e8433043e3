// Transactions that got in each other's way. In: the service's database. Out: the same; what PostgreSQL ended to undo a deadlock
// is done again: it left nothing behind. Acts lock in one order (docs/decisions/0560); this is for what nobody has thought of.
import type { Database } from "../database/open-database.js";

const DEADLOCK = "40P01";
const TRIES = 4;

/** Has a database try again. What is done in its transactions is done in the database alone. */
export function retryDeadlocks(database: Database): Database {
  return {
    ...database,
    rows: (text, values) => again(() => database.rows(text, values)),
    transaction: (work) => again(() => database.transaction(work)),
  };
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === TRIES || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DEADLOCK;
}
