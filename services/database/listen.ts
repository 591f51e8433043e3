// Hearing of what other processes notify (PostgreSQL LISTEN). In: a pool and a channel. Out: calls, one at least for
// each notification, and one after each time the connection was lost: something may have been missed.
import { setTimeout as delay } from "node:timers/promises";

interface ListeningConnection {
  query(text: string): Promise<unknown>;
  on(event: "notification", listener: (message: { readonly payload?: string }) => void): unknown;
  on(event: "error" | "end", listener: () => void): unknown;
  release(destroy: boolean): void;
}

/** What we use of a pool of the `pg` package. */
export interface ListeningPool {
  connect(): Promise<ListeningConnection>;
}

export interface Listener {
  stop(): void;
}

/** Told of a notification's payload; null where something may have been missed. */
export type OnNotify = (payload: string | null) => void;

const RECONNECT_MS = 500;

/** Listens until stopped, on a connection of its own; connects again when that breaks. The first attempt may throw. */
export async function listen(pool: ListeningPool, channel: string, onNotify: OnNotify): Promise<Listener> {
  let connection: ListeningConnection | null = null;
  let isStopped = false;
  const connect = async (): Promise<void> => {
    const fresh = await pool.connect();
    fresh.on("notification", ({ payload }) => onNotify(payload ?? null));
    fresh.on("error", lose);
    fresh.on("end", lose);
    await listenOn(fresh, channel);
    if (isStopped) fresh.release(true);
    else connection = fresh;
  };
  const lose = (): void => {
    const lost = connection;
    connection = null;
    if (lost === null || isStopped) return;
    lost.release(true);
    void reconnect();
  };
  const reconnect = async (): Promise<void> => {
    await delay(RECONNECT_MS, undefined, { ref: false });
    if (isStopped) return;
    const isBack = await connect().then(
      () => true,
      () => false,
    );
    if (isBack) onNotify(null);
    else void reconnect();
  };
  await connect();
  return {
    stop() {
      isStopped = true;
      connection?.release(true);
      connection = null;
    },
  };
}

/** A connection that cannot listen goes back: else its pool would wait for it for ever. */
async function listenOn(connection: ListeningConnection, channel: string): Promise<void> {
  await connection.query(`listen ${channel}`).catch((error: unknown) => {
    connection.release(true);
    throw error;
  });
}
