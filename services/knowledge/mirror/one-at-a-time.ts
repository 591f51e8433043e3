// A transaction has one connection, and readers of one answer ask for many things at once. In: a session. Out: one on
// which statements wait for each other, and that knows whether one of them failed: resolvers' errors cannot tell.
import type { Session } from "../../database/session.js";

export interface OneAtATime extends Session {
  /** Throws what the first statement that failed threw. */
  throwFailure(): void;
}

/** A session that sends its next statement when the last one is done. */
export function oneAtATime(session: Session): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  const failures: unknown[] = [];
  return {
    rows(sql, values) {
      const next = last.then(() => session.rows<never>(sql, values));
      last = next.catch((error: unknown) => void failures.push(error));
      return next;
    },
    throwFailure() {
      if (failures.length > 0) throw failures[0];
    },
  };
}
