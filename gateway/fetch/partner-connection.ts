// One partner's connection: its sockets, its circuit, its bulkhead. In: bodies to send. Out: outcomes, never
// exceptions. What one partner does here cannot reach another: nothing is shared but the retry budget.
import {
  bulkhead,
  circuitBreaker,
  ExponentialBackoff,
  handleWhenResult,
  isBrokenCircuitError,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from "cockatiel";
import { Pool } from "undici";
import { FailuresInWindow } from "./circuit-breaker.js";
import type { PartnerLimits } from "./limits.js";
import type { Failed, FailureReason, FailureStatus } from "./outcome.js";
import { readGraphqlResponse, type GraphqlResponse } from "./graphql-response.js";
import { readResponse } from "./read-response.js";
import type { RetryBudget } from "./retry-budget.js";

/** One request: what to send and until when. */
export interface PartnerSend {
  readonly body: string;
  readonly headers: () => Record<string, string>;
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number;
}

/** A GraphQL response: its text, for readers who share it, and what it holds, for the one who asked first. */
export interface ReceivedAnswer {
  readonly kind: "received";
  readonly text: string;
  readonly response: GraphqlResponse;
  readonly bytes: number;
  readonly latencyMs: number;
}

export type Received = ReceivedAnswer | Failed;

export class PartnerConnection {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #limits: PartnerLimits;
  readonly #budget: RetryBudget;
  readonly #bulkhead: BulkheadPolicy;
  readonly #circuit: CircuitBreakerPolicy;

  constructor(endpoint: string, limits: PartnerLimits, budget: RetryBudget) {
    const { origin, pathname, search } = new URL(endpoint);
    this.#pool = new Pool(origin, { connections: limits.inFlight, pipelining: 1, keepAliveTimeout: 30_000 });
    this.#path = `${pathname}${search}`;
    this.#limits = limits;
    this.#budget = budget;
    this.#bulkhead = bulkhead(limits.inFlight, Number.POSITIVE_INFINITY);
    this.#circuit = circuitBreaker(handleWhenResult(isCircuitFailure), {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: limits.circuitMs, maxDelay: limits.circuitMostMs }),
      breaker: new FailuresInWindow(),
    });
  }

  /** Sends a body and gives the outcome by the deadline at the latest, time in the queue included. */
  async send(request: PartnerSend): Promise<Received> {
    const start = performance.now();
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<Failed>((resolve) => {
      timer = setTimeout(() => {
        resolve(failed("TIMED_OUT", "deadline", start));
        abort.abort();
      }, Math.max(0, request.deadline - start));
    });
    try {
      return await Promise.race([this.#sendWithRetry({ request, start, signal: abort.signal }), deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Retries once, where the connection failed before there was an answer and the budget allows it. */
  async #sendWithRetry(attempt: Attempt): Promise<Received> {
    const first = await this.#throughPolicies(attempt);
    const mayHelp = first.kind === "failed" && RETRIED.has(first.reason) && !attempt.signal.aborted;
    return mayHelp && this.#budget.spend() ? this.#throughPolicies(attempt) : first;
  }

  async #throughPolicies(attempt: Attempt): Promise<Received> {
    this.#budget.earn();
    try {
      return await this.#bulkhead.execute(() => this.#circuit.execute(() => this.#exchange(attempt)));
    } catch (error) {
      if (isBrokenCircuitError(error)) return failed("CIRCUIT_OPEN", "circuit-open", attempt.start);
      throw error;
    }
  }

  async #exchange({ request, start, signal }: Attempt): Promise<Received> {
    if (signal.aborted) return failed("TIMED_OUT", "deadline", start);
    try {
      const { body } = request;
      const headers = request.headers();
      const response = await this.#pool.request({ path: this.#path, method: "POST", headers, body, signal });
      const read = await readResponse(response, this.#limits.answerBytes);
      if ("status" in read) return failed(read.status, read.reason, start);
      const parsed = readGraphqlResponse(read.text);
      if (typeof parsed === "string") return failed("INVALID", parsed, start);
      return { kind: "received", text: read.text, response: parsed, bytes: read.bytes, latencyMs: since(start) };
    } catch (error) {
      return signal.aborted ? failed("TIMED_OUT", "deadline", start) : failed("UNREACHABLE", reasonOf(error), start);
    }
  }
}

interface Attempt {
  readonly request: PartnerSend;
  readonly start: number;
  readonly signal: AbortSignal;
}

const RETRIED: ReadonlySet<FailureReason> = new Set<FailureReason>(["closed", "no-connection"]);

function isCircuitFailure(result: unknown): boolean {
  return (result as Received).kind === "failed"; // the circuit runs nothing but #exchange
}

function failed(status: FailureStatus, reason: FailureReason, start: number): Failed {
  return { kind: "failed", status, reason, bytes: 0, latencyMs: since(start) };
}

function since(start: number): number {
  return Math.round(performance.now() - start);
}

function reasonOf(error: unknown): FailureReason {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE" ? "closed" : "no-connection";
}
