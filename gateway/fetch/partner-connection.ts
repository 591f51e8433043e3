// One partner's connection: its sockets and its circuit. In: bodies to send. Out: outcomes. What one partner does here
// cannot reach another: nothing is shared but the retry budget.
import {
  circuitBreaker,
  CircuitState,
  ExponentialBackoff,
  handleWhenResult,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from "cockatiel";
import { Pool } from "undici";
import { FailuresInWindow } from "./circuit-breaker.js";
import type { PartnerLimits } from "./limits.js";
import type { Failed, FailureReason, FailureStatus } from "./outcome.js";
import { readGraphqlResponse, type GraphqlResponse } from "./graphql-response.js";
import { PartnerExchange, type ReadText } from "./partner-exchange.js";
import type { RetryBudget } from "./retry-budget.js";

/** Names and values in turn, as undici takes them. */
export type FlatHeaders = readonly string[];

/** One request: what to send and until when. */
export interface PartnerSend {
  readonly body: Buffer;
  /** Made anew for each attempt: a credential is good for one. */
  readonly headers: () => FlatHeaders | Promise<FlatHeaders>;
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
  /** As many sockets as requests may be in flight: what is more waits in the pool, and its deadline runs. */
  readonly #pool: Pool;
  readonly #path: string;
  readonly #limits: PartnerLimits;
  readonly #budget: RetryBudget;
  readonly #circuit: CircuitBreakerPolicy;

  constructor(endpoint: string, limits: PartnerLimits, budget: RetryBudget) {
    const { origin, pathname, search } = new URL(endpoint);
    const timeouts = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000, connectTimeout: limits.partnerMs }; // deadlines are kept here
    this.#pool = new Pool(origin, { ...timeouts, connections: limits.inFlight, pipelining: 1 });
    this.#path = `${pathname}${search}`;
    this.#limits = limits;
    this.#budget = budget;
    this.#circuit = circuitBreaker(handleWhenResult(isCircuitFailure), {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: limits.circuitMs, maxDelay: limits.circuitMostMs }),
      breaker: new FailuresInWindow(),
    });
  }

  /**
   * Sends a body and gives the outcome by the deadline at the latest, time in the queue included. Rejects only for
   * what fails on this side.
   */
  send(request: PartnerSend): Promise<Received> {
    const attempt: Attempt = { request, start: performance.now(), exchange: null, isLate: false };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          attempt.isLate = true;
          attempt.exchange?.expire();
          resolve(failed("TIMED_OUT", "deadline", attempt.start));
        },
        Math.max(0, request.deadline - attempt.start),
      );
      this.#sendWithRetry(attempt)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  /** Whether the circuit is not closed. */
  get isShut(): boolean {
    return this.#circuit.state !== CircuitState.Closed;
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Takes nothing new and ends when what is under way has ended. */
  async retire(): Promise<void> {
    await this.#pool.close();
  }

  /** Retries once, where the connection failed before there was an answer and the budget allows it. */
  async #sendWithRetry(attempt: Attempt): Promise<Received> {
    const first = await this.#throughCircuit(attempt);
    const mayHelp = first.kind === "failed" && RETRIED.has(first.reason) && !attempt.isLate;
    return mayHelp && this.#budget.spend() ? this.#throughCircuit(attempt) : first;
  }

  async #throughCircuit(attempt: Attempt): Promise<Received> {
    try {
      return await this.#circuit.execute(() => {
        // Whoever waited for a probe past its deadline has not asked: that is no failure of the partner's.
        if (attempt.isLate && this.#circuit.state === CircuitState.Closed) throw new LateError();
        return this.#exchange(attempt);
      });
    } catch (error) {
      if (isBrokenCircuitError(error)) return failed("CIRCUIT_OPEN", "circuit-open", attempt.start);
      if (error instanceof LateError) return failed("TIMED_OUT", "deadline", attempt.start);
      throw error;
    }
  }

  async #exchange(attempt: Attempt): Promise<Received> {
    const { request, start } = attempt;
    const headers = await request.headers();
    if (attempt.isLate) return failed("TIMED_OUT", "deadline", start);
    this.#budget.earn();
    const read = await new Promise<ReadText>((resolve) => {
      attempt.exchange = new PartnerExchange(this.#limits.answerBytes, resolve);
      const sent = { path: this.#path, method: "POST", headers: [...headers], body: request.body };
      this.#pool.dispatch(sent, attempt.exchange);
    });
    if ("status" in read) return failed(read.status, read.reason, start);
    const response = readGraphqlResponse(read.text);
    if (typeof response === "string") return failed("INVALID", response, start);
    return { kind: "received", text: read.text, response, bytes: read.bytes, latencyMs: since(start) };
  }
}

class LateError extends Error {}

/** One request under way. */
interface Attempt {
  readonly request: PartnerSend;
  readonly start: number;
  exchange: PartnerExchange | null;
  isLate: boolean;
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
