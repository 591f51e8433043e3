// Measuring in turns. In: two or more ways to do the same thing. Out: throughput and latency of each, taken in
// alternation in one process, so that their ratio holds when the machine's speed drifts.
import { cpus, loadavg } from "node:os";

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface Plan {
  readonly readers: number;
  readonly roundMs: number;
  readonly rounds: number;
}

export interface MeasuredWay extends Measured {
  /** The greatest throughput of a round by the least. */
  readonly spread: number;
  /** Throughput, round by round: rounds of one number ran one after another. */
  readonly rates: readonly number[];
}

export type Ways = Readonly<Record<string, () => Promise<unknown>>>;

/** Runs every way in every round. The figures are of all rounds. */
export async function measureInTurns(ways: Ways, plan: Plan): Promise<Record<string, MeasuredWay>> {
  const names = Object.keys(ways);
  const rounds = new Map<string, { rates: number[]; latencies: number[] }>(
    names.map((n) => [n, { rates: [], latencies: [] }]),
  );
  for (let round = -1; round < plan.rounds; round++) {
    for (const name of names) {
      const taken = await runRound(ways[name] ?? (async () => undefined), plan);
      const kept = rounds.get(name);
      if (round < 0 || kept === undefined) continue; // the first round warms up
      kept.rates.push(taken.perSecond);
      kept.latencies.push(...taken.latencies);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summarize(rounds.get(name) ?? { rates: [], latencies: [] })]));
}

async function runRound(way: () => Promise<unknown>, plan: Plan): Promise<{ perSecond: number; latencies: number[] }> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + plan.roundMs;
  const reader = async (): Promise<void> => {
    while (performance.now() < end) {
      const begun = performance.now();
      await way();
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: plan.readers }, reader));
  return { perSecond: (latencies.length * 1000) / (performance.now() - start), latencies };
}

function summarize({ rates, latencies }: { rates: number[]; latencies: number[] }): MeasuredWay {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const spread = round(Math.max(...rates) / Math.min(...rates));
  return { perSecond: round(median(rates)), p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), spread, rates };
}

/** How many times as much one way does as another: the median over the rounds, each compared with its neighbour. */
export function compareRounds(way: MeasuredWay | undefined, other: MeasuredWay | undefined): number {
  const ratios = (way?.rates ?? []).map((rate, index) => rate / (other?.rates[index] ?? Number.NaN));
  return round(median(ratios));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What the figures were measured on. */
export function describeMachine(): Record<string, unknown> {
  const [processor] = cpus();
  return {
    node: process.version,
    cores: cpus().length,
    processor: processor?.model ?? "unknown",
    load: loadavg().map(round),
  };
}
