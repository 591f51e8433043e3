// Fifty partners, of which ten are dead, ten slow, five talk garbage and five flap, for two minutes at 32 readers; then all
// are well. In: nothing. Out: whether every answer was right, how long the slowest took, how soon everyone was back, and
// whether the hub holds what it held before.
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Agent, request } from "undici";
import { compareCodePoints } from "../../../schema/fold.js";
import { startChild, type Child } from "../child.js";
import { describeMachine, round } from "../measure.js";
import { rowsOf } from "../scatter/partner-rows.js";
import { COUNT, faultOf, isRight } from "./fault-plan.js";

const READERS = 32;
const FAULTY_S = 120;
const WARM_S = 15;
const REST_MS = 8_000;
const DEADLINE_MS = 2_000;
const FIRST = 20;
const QUERY = `{ organizations(first: ${FIRST}, orderBy: NAME_ASC) { totalCount nodes { id } completeness { expected answered isPartial totalIs sources { partner status } } } }`;

interface Report {
  readonly totalCount: number;
  readonly nodes: ReadonlyArray<{ readonly id: string }>;
  readonly completeness: {
    readonly expected: number;
    readonly answered: number;
    readonly isPartial: boolean;
    readonly totalIs: string;
    readonly sources: ReadonlyArray<{ readonly partner: string; readonly status: string }>;
  };
}

const here = dirname(fileURLToPath(import.meta.url));
const ROWS = Array.from({ length: COUNT }, (_, number) => rowsOf(number, COUNT));

/** Runs the bench. */
export async function benchFaults(): Promise<Record<string, unknown>> {
  const partners = await startChild(join(here, "partners.js"));
  const hub = await startChild(join(here, "hub.js"), [partners.firstLine]);
  const agent = new Agent({ connections: 2 * READERS });
  const load = new Load(hub.firstLine, agent);
  await load.run(WARM_S * 1000);
  await delay(REST_MS);
  const before = await statsOf(hub);
  load.forget();
  partners.process.stdin?.write("faults\n");
  await delay(100);
  await load.run(FAULTY_S * 1000);
  const faulty = load.figures();
  partners.process.stdin?.write("heal\n");
  const recoveredInMs = await load.recovery();
  load.forget();
  await load.run(WARM_S * 1000);
  const healed = load.figures();
  await delay(REST_MS);
  const after = await statsOf(hub);
  await agent.destroy();
  [hub, partners].forEach((child) => child.stop());
  const change = (member: "rssMiB" | "sockets" | "timers"): number => round(after[member] / before[member]);
  return {
    machine: describeMachine(),
    faulty: { ...faulty, limitP99Ms: DEADLINE_MS + 100 },
    recoveredInMs,
    healed,
    held: { before, after, ratio: { rss: change("rssMiB"), sockets: change("sockets"), timers: change("timers") } },
  };
}

interface Held {
  readonly rssMiB: number;
  readonly sockets: number;
  readonly timers: number;
}

async function statsOf({ process: child }: Child): Promise<Held> {
  if (child.stdout === null || child.stdin === null) throw new TypeError("The hub has no pipes.");
  const lines = createInterface({ input: child.stdout });
  child.stdin.write("stats\n");
  const [line] = (await once(lines, "line")) as [string];
  lines.close();
  return JSON.parse(line) as Held; // as the hub writes it
}

class Load {
  readonly #url: string;
  readonly #agent: Agent;
  #latencies: number[] = [];
  #wrong: string[] = [];

  constructor(url: string, agent: Agent) {
    this.#url = url;
    this.#agent = agent;
  }

  forget(): void {
    [this.#latencies, this.#wrong] = [[], []];
  }

  async run(ms: number): Promise<void> {
    const end = performance.now() + ms;
    const read = async (): Promise<void> => {
      while (performance.now() < end) await this.#ask();
    };
    await Promise.all(Array.from({ length: READERS }, read));
  }

  /** Until an answer has everyone's rows, under the same load; in milliseconds. */
  async recovery(): Promise<number> {
    const start = performance.now();
    let isBack = false;
    const read = async (): Promise<void> => {
      while (!isBack && performance.now() < start + 60_000)
        isBack = (await this.#ask())?.completeness.answered === COUNT || isBack;
    };
    await Promise.all(Array.from({ length: READERS }, read));
    return isBack ? Math.round(performance.now() - start) : Number.POSITIVE_INFINITY;
  }

  figures(): Record<string, unknown> {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const at = (share: number): number =>
      round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    return {
      ...{ answers: sorted.length, wrong: this.#wrong.length, examples: this.#wrong.slice(0, 3) },
      ...{ p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) },
    };
  }

  async #ask(): Promise<Report | null> {
    const begun = performance.now();
    const { statusCode, body } = await request(`${this.#url}/graphql`, {
      ...{ method: "POST", dispatcher: this.#agent, headers: { "content-type": "application/json" } },
      body: JSON.stringify({ query: QUERY }),
    });
    const text = await body.text();
    this.#latencies.push(performance.now() - begun);
    const report = statusCode === 200 ? readReport(text) : null;
    const wrong = report === null ? `${statusCode} ${text.slice(0, 200)}` : faultIn(report);
    if (wrong !== null) this.#wrong.push(wrong);
    return report;
  }
}

function readReport(text: string): Report | null {
  try {
    const { data, errors } = JSON.parse(text) as { data?: { organizations?: Report }; errors?: unknown };
    return errors === undefined ? (data?.organizations ?? null) : null;
  } catch {
    return null;
  }
}

/** What is wrong with an answer: against the faults that are known, and the rows of whoever answered. */
function faultIn({ totalCount, nodes, completeness }: Report): string | null {
  const { expected, answered, isPartial, totalIs, sources } = completeness;
  const well = sources.filter(({ status }) => status === "ANSWERED").map(({ partner }) => numberOf(partner));
  for (const { partner, status } of sources)
    if (status !== "ANSWERED" && !isRight(numberOf(partner), status))
      return `${partner} (${faultOf(numberOf(partner))}): ${status}`;
  if (sources.length !== COUNT || expected !== COUNT) return `expected ${expected}, sources ${sources.length}`;
  if (answered !== well.length || isPartial !== well.length < COUNT) return `answered ${answered} of ${well.length}`;
  const rows = well.flatMap((number) => ROWS[number] ?? []);
  if (totalIs !== (well.length < COUNT ? "AT_LEAST" : "EXACT") || totalCount < rows.length)
    return `total ${totalIs} ${totalCount}`;
  const sorted = rows.toSorted((a, b) => compareCodePoints(String(a.name), String(b.name)));
  // A partner that fails between two requests of one answer leaves rows in the page, which may then end early.
  const left = nodes.map(({ id }) => id).filter((id) => well.includes(numberOf(id.split(":")[0] ?? "")));
  const isShort =
    nodes.length < FIRST &&
    !sources.some(({ partner, status }) => status !== "ANSWERED" && faultOf(numberOf(partner)) === "flapping");
  const expectedIds = sorted.slice(0, left.length).map(({ id }) => id);
  return !isShort && left.join() === expectedIds.join() ? null : "the page is not that of the rows of whoever answered";
}

function numberOf(partner: string): number {
  return Number(partner.split("-")[1]);
}
