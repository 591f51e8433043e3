// What a hub does when ten times as much is asked of it as it can answer: a launched demo network and readers that do not
// wait for each other. In: nothing. Out: latency of what is let in against that of an idle hub, what is refused, how
// health answers meanwhile, and how soon all is as before.
import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { launchNetwork, temporaryFolder } from "../../kit/launched.js";
import { describeMachine, measureInTurns, round } from "../measure.js";

/** Everything that a partner app shows of a page of practices; each reader asks for a time of its own, so nothing is shared. */
const QUERY = `query ($since: DateTime!) {
  practices(first: 100, orderBy: NAME_ASC, filter: { updatedSince: $since }) {
    totalCount completeness { isPartial }
    nodes { id name summary problem approach topics { id label } organization { id name areas people { id name } projects { id name } }
      contributors { role person { id name } } adaptedFrom { id name organization { name } } }
  }
}`;
let asked = 0;
const TIMES = 10;
const OVERLOAD_S = 30;
const REST_MS = 4_000;
const TICK_MS = 5;
const PROBE_MS = 250;

interface Answered {
  readonly status: number;
  readonly ms: number;
  readonly isWellFormed: boolean;
}

/** Runs the bench. */
export async function benchOverload(): Promise<Record<string, unknown>> {
  const folder = await temporaryFolder();
  const network = await launchNetwork({ args: ["--data-dir", folder.path] });
  const agent = new Agent({ connections: 500, pipelining: 1 });
  const health = new Agent({ connections: 1 });
  const ask = (): Promise<Answered> => askOnce(network.url, agent);
  try {
    const unloaded = await measureInTurns({ one: ask }, { readers: 1, roundMs: 4_000, rounds: 2 });
    const busy = await measureInTurns({ full: ask }, { readers: 32, roundMs: 4_000, rounds: 2 });
    const capacity = busy.full?.perSecond ?? 0;
    const unloadedP99 = unloaded.one?.p99Ms ?? 0;
    await delay(REST_MS); // the flood comes upon a hub at rest
    const probes: number[] = [];
    const probing = probe(network.url, health, probes);
    const answers = await flood(ask, capacity * TIMES);
    const recoveredInMs = await recovery(ask, 2 * unloadedP99);
    probing.stop();
    const accepted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 503);
    const p99 = quantile(
      accepted.map(({ ms }) => ms),
      0.99,
    );
    return {
      machine: describeMachine(),
      capacityPerSecond: Math.round(capacity),
      asked: answers.length,
      askedPerSecond: Math.round(answers.length / OVERLOAD_S),
      acceptedPerSecond: Math.round(accepted.length / OVERLOAD_S),
      refused: refused.length,
      otherStatuses: answers.length - accepted.length - refused.length,
      notWellFormed: answers.filter(({ isWellFormed }) => !isWellFormed).length,
      unloaded: { p50Ms: unloaded.one?.p50Ms, p99Ms: unloadedP99 },
      full32: { p50Ms: busy.full?.p50Ms, p99Ms: busy.full?.p99Ms },
      accepted: {
        p50Ms: quantile(
          accepted.map(({ ms }) => ms),
          0.5,
        ),
        p99Ms: p99,
      },
      acceptedP99OverUnloadedP99: round(p99 / unloadedP99),
      refusedP99Ms: quantile(
        refused.map(({ ms }) => ms),
        0.99,
      ),
      health: { probes: probes.length, p99Ms: quantile(probes, 0.99), maxMs: round(Math.max(...probes)) },
      recoveredInMs,
    };
  } finally {
    await Promise.all([agent.destroy(), health.destroy()]);
    await network.stop();
    await folder.remove();
  }
}

async function askOnce(url: string, dispatcher: Agent): Promise<Answered> {
  const begun = performance.now();
  try {
    const response = await request(`${url}/graphql`, {
      ...{ method: "POST", dispatcher, headers: { "content-type": "application/json" } },
      body: JSON.stringify({ query: QUERY, variables: { since: new Date(asked++).toISOString() } }),
    });
    const text = await response.body.text();
    const isWellFormed =
      response.statusCode === 200 ? text.startsWith('{"data":{"practices":{') : text.includes("OVERLOADED");
    return { status: response.statusCode, ms: performance.now() - begun, isWellFormed };
  } catch {
    return { status: 0, ms: performance.now() - begun, isWellFormed: false };
  }
}

/** Asks at a rate, whatever comes of it. */
async function flood(ask: () => Promise<Answered>, perSecond: number): Promise<Answered[]> {
  const answers: Array<Promise<Answered>> = [];
  const start = performance.now();
  for (let now = start; now < start + OVERLOAD_S * 1000; now = performance.now()) {
    const due = Math.floor(((now - start) / 1000) * perSecond);
    while (answers.length < due) answers.push(ask());
    await delay(TICK_MS);
  }
  return Promise.all(answers);
}

function probe(url: string, dispatcher: Agent, probes: number[]): { stop(): void } {
  const timer = setInterval(() => {
    const begun = performance.now();
    request(`${url}/health/live`, { dispatcher })
      .then(({ body }) => body.dump())
      .then(
        () => void probes.push(performance.now() - begun),
        () => void probes.push(Number.POSITIVE_INFINITY),
      );
  }, PROBE_MS);
  return { stop: () => clearInterval(timer) };
}

/** Until twenty answers running are 200 and as fast as they should be; in milliseconds. */
async function recovery(ask: () => Promise<Answered>, fastMs: number): Promise<number> {
  const start = performance.now();
  for (let good = 0; good < 20;) {
    const { status, ms } = await ask();
    good = status === 200 && ms <= fastMs ? good + 1 : 0;
    if (performance.now() - start > 60_000) return Number.POSITIVE_INFINITY;
  }
  return Math.round(performance.now() - start);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
