// Bench `fallback`: 127 partners, 30 of them dead for real, with the mirror behind them, against the same network with
// all alive, in turns in one run. In: nothing. Out: times and their ratios, and that the answers are complete.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild, type Child } from "../child.js";
import { compareRounds, describeMachine, measureInTurns, round, type MeasuredWay } from "../measure.js";
import { startMirrorOf } from "./bench-mirror.js";
import { startBenchHub, type BenchHub } from "./bench-hub.js";

const PARTNERS = 127;
const DEAD = 30;
const TOTALS = `{ organizations(first: 20, orderBy: NAME_ASC) { totalCount nodes { id name summary }
  completeness { isPartial expected answered sources { partner status via } } } }`;
const PAGE = `{ organizations(first: 20, orderBy: NAME_ASC) { nodes { id name summary } } }`;

interface Checked {
  readonly organizations: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly id: string }[];
    readonly completeness: {
      readonly isPartial: boolean;
      readonly answered: number;
      readonly sources: readonly { readonly partner: string; readonly via: string | null }[];
    };
  };
}

/** Runs the bench, a minute or so. */
export async function benchFallback(): Promise<Record<string, unknown>> {
  const program = join(dirname(fileURLToPath(import.meta.url)), "..", "scatter", "partners.js");
  const start = (): Promise<Child> => startChild(program, [String(PARTNERS)]);
  const [most, rest, doomed] = await Promise.all([start(), start(), start()]);
  const mirror = await startMirrorOf(PARTNERS);
  try {
    const origins = (last: Child) => (index: number) => (index < PARTNERS - DEAD ? most : last).firstLine;
    const alive = await startBenchHub(PARTNERS, { mirror: mirror.mirror, originOf: origins(rest) });
    const dead = await startBenchHub(PARTNERS, { mirror: mirror.mirror, originOf: origins(doomed) });
    const firstAfterDeathMs = await kill(doomed, dead);
    const complete = await check(alive, dead);
    return {
      bench: "fallback",
      machine: describeMachine(),
      complete,
      firstAfterDeathMs,
      ...(await measure(alive, dead)),
    };
  } finally {
    for (const child of [most, rest, doomed]) child.stop();
    await mirror.stop();
  }
}

/** Kills the partners' process, and asks until every circuit is open. How long the first answer took. */
async function kill(doomed: Child, dead: BenchHub): Promise<number> {
  await dead.ask(TOTALS);
  doomed.process.kill("SIGKILL");
  await new Promise((resolve) => doomed.process.once("exit", resolve));
  const begun = performance.now();
  await dead.ask(TOTALS);
  const firstMs = Math.round(performance.now() - begun);
  for (let more = 0; more < 10; more++) await dead.ask(TOTALS);
  return firstMs;
}

/** Throws unless both hubs say the same, and the one with dead partners says that the mirror answers for exactly those. */
async function check(alive: BenchHub, dead: BenchHub): Promise<Record<string, number>> {
  const [whole, mended] = [await alive.ask(TOTALS), await dead.ask(TOTALS)].map(
    ({ data }) => (data as Checked).organizations, // as TOTALS selects it
  );
  if (whole === undefined || mended === undefined) throw new Error("An answer is missing.");
  if (JSON.stringify([whole.nodes, whole.totalCount]) !== JSON.stringify([mended.nodes, mended.totalCount]))
    throw new Error("The answer with dead partners is another.");
  const mirrored = mended.completeness.sources.filter(({ via }) => via === "MIRROR").map(({ partner }) => partner);
  const expected = Array.from({ length: DEAD }, (_, at) => `partner-${PARTNERS - DEAD + at}`);
  if (mended.completeness.isPartial || mirrored.toSorted().join() !== expected.toSorted().join())
    throw new Error(`The mirror answered for ${mirrored.join(" ")}.`);
  const { totalCount, completeness } = mended;
  return { totalCount, answered: completeness.answered, viaMirror: mirrored.length };
}

async function measure(alive: BenchHub, dead: BenchHub): Promise<Record<string, unknown>> {
  const ways = {
    totalsAlive: () => alive.ask(TOTALS),
    totalsDead: () => dead.ask(TOTALS),
    pageAlive: () => alive.ask(PAGE),
    pageDead: () => dead.ask(PAGE),
    pageAliveLive: () => alive.ask(PAGE, { "maillage-freshness": "live" }),
  };
  const oneReader = await measureInTurns(ways, { readers: 1, roundMs: 1_500, rounds: 5 });
  const readers16 = await measureInTurns(ways, { readers: 16, roundMs: 1_500, rounds: 5 });
  const traffic = async (text: string, headers = {}) => (await alive.ask(text, headers)).extensions.maillage;
  return {
    traffic: {
      totals: await traffic(TOTALS),
      page: await traffic(PAGE),
      pageLive: await traffic(PAGE, { "maillage-freshness": "live" }),
    },
    oneReader: ratios(oneReader),
    readers16: ratios(readers16),
  };
}

/** Dead to alive: below 1 is faster with dead partners. Live to chosen: how much statistics spare. */
function ratios(measured: Readonly<Record<string, MeasuredWay>>): Record<string, unknown> {
  const p50 = (name: string): number => measured[name]?.p50Ms ?? 0;
  return {
    ...measured,
    totalsDeadToAliveP50: round(p50("totalsDead") / p50("totalsAlive")),
    pageDeadToAliveP50: round(p50("pageDead") / p50("pageAlive")),
    pageLiveToChosenP50: round(p50("pageAliveLive") / p50("pageAlive")),
    totalsDeadToAliveThroughput: compareRounds(measured.totalsDead, measured.totalsAlive),
    pageDeadToAliveThroughput: compareRounds(measured.pageDead, measured.pageAlive),
    pageChosenToLiveThroughput: compareRounds(measured.pageAlive, measured.pageAliveLive),
  };
}
