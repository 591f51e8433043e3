// One partner's connection: its sockets and its circuit. In: bodies to send. Out: outcomes. What one partner does here
// cannot reach another: nothing is shared but the retry budget and what is known of names.
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
import { createConnector } from "./connector.js";
import { readGraphqlResponse, type GraphqlResponse } from "./graphql-response.js";
import { LARGEST_HEAD, type HttpExchange, type Rejection } from "./http-exchange.js";
import type { PartnerLimits } from "./limits.js";
import { checkAddress, type OutboundRules } from "./outbound-address.js";
import { statusOf, type Failed, type FailureReason } from "./outcome.js";
import { partnerExchange, type ReadText } from "./partner-exchange.js";
import type { RetryBudget } from "./retry-budget.js";

/** Names and values in turn, as undici takes them. */
export type FlatHeaders = readonly string[];

/** One request: what to send and until when. */
export interface PartnerSend {
  readonly body: Buffer;
  /** Made anew for each attempt: a credential is good for one, and less time is left. `leftMs`: until the deadline. */
  readonly headers: (leftMs: number) => FlatHeaders | Promise<FlatHeaders>;
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

/** A request under way. */
export interface Sending {
  /** Rejects only for what fails on this side. */
  readonly received: Promise<Received>;
  /** Nobody waits for it any more: its socket is closed. Says nothing of the partner. */
  giveUp(): void;
}

export interface ConnectionOptions {
  readonly limits: PartnerLimits;
  readonly budget: RetryBudget;
  readonly rules: OutboundRules;
}

export class PartnerConnection {
  readonly #endpoint: string;
  readonly #options: ConnectionOptions;
  readonly #circuit: CircuitBreakerPolicy;
  #way: { readonly pool: Pool; readonly path: string } | null = null;
  /** Until then the partner has asked to be left alone, in milliseconds of `performance.now()`. */
  #quietUntil = 0;

  constructor(endpoint: string, options: ConnectionOptions) {
    const { circuitMs, circuitMostMs } = options.limits;
    this.#endpoint = endpoint;
    this.#options = options;
    this.#circuit = circuitBreaker(handleWhenResult(isCircuitFailure), {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: circuitMs, maxDelay: circuitMostMs }),
      breaker: new FailuresInWindow(),
    });
  }

  /** Sends a body and gives the outcome by the deadline at the latest, time in the queue included. */
  send(request: PartnerSend): Sending {
    const attempt: Attempt = { request, start: performance.now(), exchange: null, isOver: false };
    const { promise: received, resolve, reject } = Promise.withResolvers<Received>();
    const end = (reason: "deadline" | "gone"): void => {
      attempt.isOver = true;
      attempt.exchange?.end({ reason });
      resolve(failed(reason, attempt.start));
    };
    const timer = setTimeout(() => end("deadline"), Math.max(0, request.deadline - attempt.start));
    this.#sendWithRetry(attempt)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
    return { received, giveUp: () => end("gone") };
  }

  /** Whether a probe is under way, for which nobody else waits. */
  get isProbing(): boolean {
    return this.#circuit.state === CircuitState.HalfOpen;
  }

  /** Whether it is not asked at present. */
  get isShut(): boolean {
    return this.#circuit.state !== CircuitState.Closed || this.#isQuiet;
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.#way?.pool.destroy();
  }

  /** Takes nothing new and ends when what is under way has ended. */
  async retire(): Promise<void> {
    await this.#way?.pool.close();
  }

  get #isQuiet(): boolean {
    return performance.now() < this.#quietUntil;
  }

  /** Retries once, where the connection failed before there was an answer and the budget allows it. */
  async #sendWithRetry(attempt: Attempt): Promise<Received> {
    const first = await this.#throughCircuit(attempt);
    const mayHelp = first.kind === "failed" && RETRIED.has(first.reason) && !attempt.isOver;
    return mayHelp && this.#options.budget.spend() ? this.#throughCircuit(attempt) : first;
  }

  async #throughCircuit(attempt: Attempt): Promise<Received> {
    if (this.#isQuiet) return failed("asked-to-wait", attempt.start);
    // While one probes, nobody waits for it: a slow partner's probe takes as long as a deadline.
    if (this.#circuit.state === CircuitState.HalfOpen) return failed("circuit-open", attempt.start);
    try {
      return await this.#circuit.execute(async () => {
        // Whoever is late before asking has not asked: that is no failure of the partner's.
        const isClosed = this.#circuit.state === CircuitState.Closed;
        if (attempt.isOver && isClosed) throw new Uncounted(failed("deadline", attempt.start));
        const received = await this.#exchange(attempt);
        // A probe that was given up has shown nothing: the circuit stays open.
        if (received.kind === "failed" && received.reason === "gone" && isClosed) throw new Uncounted(received);
        return received;
      });
    } catch (error) {
      if (isBrokenCircuitError(error)) return failed("circuit-open", attempt.start);
      if (error instanceof Uncounted) return error.outcome;
      throw error;
    }
  }

  async #exchange(attempt: Attempt): Promise<Received> {
    const { request, start } = attempt;
    const headers = await request.headers(Math.max(1, Math.floor(request.deadline - performance.now())));
    if (attempt.isOver) return failed("deadline", start);
    const way = this.#openWay();
    if (way === null) return failed("address", start);
    this.#options.budget.earn();
    const read = await new Promise<ReadText>((resolve) => {
      attempt.exchange = partnerExchange(this.#options.limits.answerBytes, resolve);
      const sent = { path: way.path, headers: [...headers], body: request.body };
      way.pool.dispatch({ method: "POST", ...sent }, attempt.exchange);
    });
    if ("reason" in read) return this.#rejected(read, start);
    const response = readGraphqlResponse(read.text);
    if (typeof response === "string") return failed(response, start);
    return { kind: "received", text: read.text, response, bytes: read.bytes, latencyMs: since(start) };
  }

  #rejected({ reason, waitMs = 0 }: Rejection, start: number): Failed {
    const mostMs = this.#options.limits.circuitMostMs;
    if (waitMs > 0) this.#quietUntil = performance.now() + Math.min(waitMs, mostMs);
    return failed(reason, start);
  }

  /**
   * Where to send, once the address is one that may be asked. As many sockets as requests may be in flight: what is
   * more waits in the pool, and its deadline runs.
   */
  #openWay(): { readonly pool: Pool; readonly path: string } | null {
    if (this.#way !== null) return this.#way;
    const { rules, limits } = this.#options;
    try {
      const { origin, pathname, search } = checkAddress(this.#endpoint, rules);
      const pool = new Pool(origin, {
        ...{ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 30_000 }, // deadlines are kept here
        ...{ connect: createConnector(rules, limits.partnerMs), allowH2: false, maxHeaderSize: LARGEST_HEAD },
        ...{ connections: limits.inFlight, pipelining: 1 },
      });
      return (this.#way = { pool, path: `${pathname}${search}` });
    } catch {
      return null; // the outcome says which partner's address it is
    }
  }
}

/** Carries an outcome past the circuit. */
class Uncounted extends Error {
  readonly outcome: Failed;

  constructor(outcome: Failed) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

/** One request under way. */
interface Attempt {
  readonly request: PartnerSend;
  readonly start: number;
  exchange: HttpExchange | null;
  isOver: boolean;
}

const RETRIED: ReadonlySet<FailureReason> = new Set<FailureReason>(["closed", "no-connection"]);

function isCircuitFailure(result: unknown): boolean {
  return (result as Received).kind === "failed"; // the circuit runs nothing but #exchange
}

function failed(reason: FailureReason, start: number): Failed {
  return { kind: "failed", status: statusOf(reason), reason, bytes: 0, latencyMs: since(start) };
}

function since(start: number): number {
  return Math.round(performance.now() - start);
}
