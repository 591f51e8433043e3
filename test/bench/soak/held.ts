// What a running hub holds. In: its address and that of its database. Out: memory, sockets, timers, connections to the
// database; and the slope of what was held over time.
import pg from "pg";

export interface Held {
  readonly rssMiB: number;
  readonly heapMiB: number;
  readonly sockets: number;
  readonly timers: number;
  readonly databaseConnections: number;
}

export interface Sample extends Held {
  readonly ms: number;
}

const MIB = 2 ** 20;

/** Reads the hub's own figures, and counts the connections that its database sees. */
export async function readHeld(url: string, databaseUrl: string): Promise<Held> {
  const text = await (await fetch(`${url}/metrics`, { headers: { connection: "close" } })).text();
  const figure = (name: string): number => {
    const line = text.split("\n").find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length) ?? Number.NaN);
  };
  const resources = (type: string): number => figure(`nodejs_active_resources{type="${type}"}`) || 0;
  return {
    rssMiB: Math.round(figure("process_resident_memory_bytes") / MIB),
    heapMiB: Math.round(figure("nodejs_heap_size_used_bytes") / MIB),
    sockets: resources("TCPSocketWrap"),
    timers: resources("Timeout"),
    databaseConnections: await countConnections(databaseUrl),
  };
}

async function countConnections(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "soak" });
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and application_name <> 'soak'`,
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

/** The slope of the line that fits best through some points of (milliseconds, value), per hour. */
export function slopePerHour(points: ReadonlyArray<readonly [ms: number, value: number]>): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = [mean(points.map(([ms]) => ms)), mean(points.map(([, value]) => value))] as const;
  let [over, under] = [0, 0];
  for (const [ms, value] of points) {
    over += (ms - middle[0]) * (value - middle[1]);
    under += (ms - middle[0]) ** 2;
  }
  return (over / under) * 3_600_000;
}
