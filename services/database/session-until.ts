// Sessions with a deadline. In: a pool and a time. Out: a session whose statements are ended when the time has come, in
// the database itself: what nobody reads any more costs nothing more. A statement that ends in time costs nothing extra.
import { connect } from "node:net";
import { numberPlaceholders, type Pool, type PooledConnection, type Session } from "./session.js";

/** What a statement that had no time left throws. */
export class DeadlineExceeded extends Error {
  override readonly name = "DeadlineExceeded";
}

/** What cancelling takes of a connection of the `pg` package. */
interface Cancellable {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

/** A session whose statements end at a time, in milliseconds since the epoch. */
export function sessionUntil(pool: Pool, deadline: number, onStatement?: (sql: string) => void): Session {
  return {
    async rows<T>(text: string, values: readonly unknown[] = []) {
      const connection = await pool.connect();
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) {
        connection.release();
        throw new DeadlineExceeded("There was no time left for this statement.");
      }
      onStatement?.(text);
      return runUntil<T>(connection, { text: numberPlaceholders(text), values, leftMs });
    },
  };
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly leftMs: number;
}

async function runUntil<T>(connection: PooledConnection, { text, values, leftMs }: Statement): Promise<T[]> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    cancel(connection as unknown as Cancellable); // a connection of `pg` is one
  }, leftMs);
  try {
    const { rows } = await connection.query(text, values);
    return rows as T[]; // see Session.rows
  } catch (cause) {
    throw isLate ? new DeadlineExceeded("The statement was ended at its deadline.", { cause }) : cause;
  } finally {
    clearTimeout(timer);
    connection.release(isLate); // a cancellation that is late itself must not meet another's statement
  }
}

const CANCEL_CODE = 80_877_102;

/** Cancels what a connection is doing: PostgreSQL's protocol, "Canceling Requests in Progress", on a socket of its own. */
function cancel({ host, port, processID, secretKey }: Cancellable): void {
  const request = Buffer.alloc(16);
  [16, CANCEL_CODE, processID, secretKey].forEach((value, at) => request.writeInt32BE(value, at * 4));
  const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.on("error", () => undefined); // the statement goes on, as it would have without a deadline
  socket.end(request);
}
