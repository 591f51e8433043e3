// How live calls to partners went lately. In: outcomes. Out: a partner's state, latency and failures, over its last
// hundred calls of the last ten minutes. In this process only: each gateway sees its own calls.
import type { LiveStatus } from "../../schema/partner-status.js";
import type { Outcome } from "./outcome.js";

interface Call {
  readonly at: number;
  readonly latencyMs: number;
  readonly failing: string | null;
}

const CALLS = 100;
const LATELY_MS = 600_000;
/** A partner is SLOW when one call in twenty takes longer than this. */
const SLOW_MS = 1_000;
/** A partner is DOWN when its last calls all failed. */
const DOWN_AFTER = 3;
const NEVER: LiveStatus = {
  state: "UNKNOWN",
  since: null,
  lastAnswerAt: null,
  latencyP50Ms: null,
  latencyP95Ms: null,
  failureRate: 0,
  failing: null,
};

class PartnerCalls {
  #calls: Call[] = [];
  #state: LiveStatus["state"] = "UNKNOWN";
  #since = new Date().toISOString();
  #lastAnswerAt: string | null = null;

  count(outcome: Outcome, at: number): void {
    const failing = outcome.kind === "failed" ? outcome.status : null;
    this.#calls.push({ at, latencyMs: outcome.latencyMs, failing });
    if (this.#calls.length > CALLS) this.#calls.shift();
    if (failing === null) this.#lastAnswerAt = new Date(at).toISOString();
  }

  status(now: number): LiveStatus {
    this.#calls = this.#calls.filter(({ at }) => now - at < LATELY_MS);
    const failed = this.#calls.filter(({ failing }) => failing !== null).length;
    const latencies = this.#calls.filter(({ failing }) => failing === null).map(({ latencyMs }) => latencyMs);
    latencies.sort((a, b) => a - b);
    const latencyP95Ms = quantile(latencies, 0.95);
    const state = this.#judge(latencyP95Ms);
    if (state !== this.#state) this.#since = new Date(now).toISOString();
    this.#state = state;
    return {
      state,
      since: this.#since,
      lastAnswerAt: this.#lastAnswerAt,
      latencyP50Ms: quantile(latencies, 0.5),
      latencyP95Ms,
      failureRate: this.#calls.length === 0 ? 0 : failed / this.#calls.length,
      failing: this.#calls.at(-1)?.failing ?? null,
    };
  }

  #judge(latencyP95Ms: number | null): LiveStatus["state"] {
    if (this.#calls.length === 0) return "UNKNOWN";
    const latest = this.#calls.slice(-DOWN_AFTER);
    if (latest.every(({ failing }) => failing !== null)) return "DOWN";
    return latencyP95Ms !== null && latencyP95Ms > SLOW_MS ? "SLOW" : "UP";
  }
}

/** The nearest-rank quantile of sorted figures, rounded to whole milliseconds. */
function quantile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value);
}

export class PartnerHealth {
  readonly #partners = new Map<string, PartnerCalls>();

  /** Takes in what came of a call. */
  count(partner: string, outcome: Outcome): void {
    let calls = this.#partners.get(partner);
    if (calls === undefined) this.#partners.set(partner, (calls = new PartnerCalls()));
    calls.count(outcome, Date.now());
  }

  /** How a partner is doing. */
  statusOf(partner: string): LiveStatus {
    return this.#partners.get(partner)?.status(Date.now()) ?? NEVER;
  }
}
