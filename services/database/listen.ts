// Hearing of what other processes notify (PostgreSQL LISTEN). In: a pool and a channel. Out: calls, one at least for
// each notification, and one after each time the connection was lost: something may have been missed.
import { setTimeout as delay } from "node:timers/promises";

interface ListeningConnection {
  query(text: string): Promise<unknown>;
  on(event: "notification" | "error" | "end", listener: () => void): unknown;
  release(destroy: boolean): void;
}

/** What we use of a pool of the `pg` package. */
export interface ListeningPool {
  connect(): Promise<ListeningConnection>;
}

export interface Listener {
  stop(): void;
}

const RECONNECT_MS = 500;

/** Listens until stopped, on a connection of its own; connects again when that breaks. The first attempt may throw. */
export async function listen(pool: ListeningPool, channel: string, onNotify: () => void): Promise<Listener> {
  let connection: ListeningConnection | null = null;
  let isStopped = false;
  const connect = async (): Promise<void> => {
    const fresh = await pool.connect();
    fresh.on("notification", onNotify);
    fresh.on("error", lose);
    fresh.on("end", lose);
    await fresh.query(`listen ${channel}`);
    connection = fresh;
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
    if (isBack) onNotify();
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
