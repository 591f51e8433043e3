// A whole network under a steady load for long, while at random its partners hang, its database ends connections and one
// partner answers garbage. In: `--seconds`, 300 when not given. Out: whether every answer was well-formed, what the hub's
// memory did meanwhile, and whether it holds what it held before.
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { reachDatabase } from "../../../gateway/main/reach-database.js";
import { launchNetwork, processesBelow, temporaryFolder, type LaunchedNetwork } from "../../kit/launched.js";
import { describeMachine, round } from "../measure.js";
import { readHeld, slopePerHour, type Held, type Sample } from "./held.js";

const READERS = 8;
/** Of the time, before anything is compared: a process takes what the load needs. */
const WARM_SHARE = 0.3;
const REST_MS = 15_000; // longer than connections are kept for who asks nothing
const SAMPLE_MS = 2_000;
const QUERIES = [
  "{ practices(first: 20) { totalCount nodes { id name organization { name } } completeness { isPartial } } }",
  "{ organizations(first: 10, orderBy: NAME_ASC) { nodes { name } completeness { sources { partner status } } } }",
  '{ search(text: "répit pour les aidants", first: 5) { totalCount edges { node { name } } } }',
  '{ node(id: "aidants-bretagne:practice:halte-itinerante") { id } topic(id: "hub:topic:respite-care") { label } }',
  "{ projects(first: 20) { nodes { id team { role } } } viewer { kind } }",
];

/** Runs the bench. */
export async function benchSoak(): Promise<Record<string, unknown>> {
  const at = process.argv.indexOf("--seconds");
  const seconds = at === -1 ? 300 : Number(process.argv[at + 1]);
  if (!(seconds > 0)) throw new Error("--seconds: expected a number");
  process.env.MAILLAGE_QUOTA_ADDRESS = "1000000000"; // what readers may ask for is another bench's subject
  const folder = await temporaryFolder();
  const network = await launchNetwork({ args: ["--data-dir", folder.path, "--fault", "entraide-lyon=garbage"] });
  try {
    return { machine: describeMachine(), seconds, ...(await soak(network, { dataDir: folder.path, seconds })) };
  } finally {
    await network.stop();
    await folder.remove();
  }
}

async function soak(
  network: LaunchedNetwork,
  { dataDir, seconds }: { readonly dataDir: string; readonly seconds: number },
): Promise<Record<string, unknown>> {
  const { url: databaseUrl } = await reachDatabase(dataDir, null);
  const held = (): Promise<Held> => readHeld(network.url, databaseUrl);
  await load(network.url, WARM_SHARE * seconds * 1000, held);
  await delay(REST_MS);
  const before = await held();
  const over = new AbortController();
  const faults = causeFaults(network, databaseUrl, over.signal);
  const { samples, ...answers } = await load(network.url, seconds * 1000, held);
  over.abort();
  const caused = await faults;
  await delay(REST_MS);
  const after = await held();
  const settled = samples.slice(Math.floor(samples.length / 3)); // what it takes to be warm is taken by then
  return {
    ...{ ...answers, caused },
    slopeMiBPerHour: {
      rss: round(slopePerHour(settled.map(({ ms, rssMiB }) => [ms, rssMiB]))),
      heap: round(slopePerHour(settled.map(({ ms, heapMiB }) => [ms, heapMiB]))),
    },
    held: { before, after },
    complaints: countComplaints(network.complaints),
  };
}

/** What the log said, by message. */
function countComplaints(lines: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line.slice(0, 80);
    counts[message] = (counts[message] ?? 0) + 1;
  }
  return counts;
}

/** Asks, looking at what the hub holds meanwhile. */
async function load(url: string, ms: number, held: () => Promise<Held>) {
  const end = performance.now() + ms;
  const counts = { answers: 0, wrong: 0 };
  const examples: string[] = [];
  const samples: Sample[] = [];
  const read = async (_: unknown, reader: number): Promise<void> => {
    for (let turn = reader; performance.now() < end; turn++) {
      const wrong = await ask(url, QUERIES[turn % QUERIES.length] ?? "");
      counts.answers++;
      if (wrong !== null && counts.wrong++ < 3) examples.push(wrong);
    }
  };
  const look = async (): Promise<void> => {
    while (performance.now() < end) {
      samples.push({ ms: performance.now(), ...(await held()) });
      await delay(SAMPLE_MS);
    }
  };
  await Promise.all([...Array.from({ length: READERS }, read), look()]);
  return { ...counts, examples, samples };
}

/** What is wrong with the answer: partners may fail, and references to their records with them; nothing else may. */
async function ask(url: string, query: string): Promise<string | null> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text) as {
    readonly data?: unknown;
    readonly errors?: ReadonlyArray<{ readonly extensions?: { readonly code?: string } }>;
  };
  const isSound = data !== null && errors.every(({ extensions }) => extensions?.code === "PARTNER_UNAVAILABLE");
  return response.status === 200 && isSound ? null : `${response.status} ${text.slice(0, 200)}`;
}

/** Partners that hang for some seconds, and connections that the database ends, at random times. */
async function causeFaults(network: LaunchedNetwork, databaseUrl: string, signal: AbortSignal) {
  const caused = { hangs: 0, endedConnections: 0 };
  const partners = [...processesBelow(network.child.pid ?? 0)].find(([, command]) => command.includes("host-process"));
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "soak" });
  await client.connect();
  const pause = (ms: number): Promise<unknown> => delay(ms, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    await pause(2_000 + Math.random() * 8_000);
    if (Math.random() < 0.5 && partners !== undefined) {
      process.kill(partners[0], "SIGSTOP");
      await pause(500 + Math.random() * 4_000);
      process.kill(partners[0], "SIGCONT");
      caused.hangs++;
    } else {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
         and application_name <> 'soak' and state = 'idle' order by random() limit 2`,
      );
      caused.endedConnections += rowCount ?? 0;
    }
  }
  await client.end();
  return caused;
}
