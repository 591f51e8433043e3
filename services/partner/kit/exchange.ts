// One question and its answer, as the checks look at it. In: a way to ask. Out: exchanges; what fails is a value. No more
// than a few questions are under way at once, none begins after the time is over, and of a large answer little is kept.
import { setTimeout as delay } from "node:timers/promises";
import type { EndpointAnswer, EndpointAsk, EndpointRequest, TokenFlaw } from "../../../schema/conformance.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { isObject, itemsOf, membersOf, shown, type Members } from "./json-view.js";

export interface Exchange {
  readonly answer: EndpointAnswer;
  readonly data: Members;
  readonly errors: readonly unknown[];
}

export interface Question {
  readonly query: string;
  readonly variables?: Members;
  /** Null asks without a token. */
  readonly as?: ReaderVisibility | null;
  readonly flaw?: TokenFlaw;
}

const MOST_REQUESTS = 70;
const TOGETHER = 4;
const ONE_MS = 5_000;
/** Of all answers together: they are kept until the report is written. */
const MOST_BYTES = 16 * 1024 * 1024;
const FULL: EndpointAnswer = { kind: "failed", fault: "TOO_LARGE", message: "What came before was too large." };
const OVER: EndpointAnswer = { kind: "failed", fault: "TIMED_OUT", message: "There was no time left to ask this." };

export class Interview {
  readonly exchanges: Exchange[] = [];
  readonly #ask: EndpointAsk;
  readonly #endAt: number;
  #inFlight = 0;
  #asked = 0;
  #bytes = 0;
  readonly #waiting: Array<() => void> = [];

  /** The key that tokens are made for; null: nothing is signed. */
  key: string | null = null;

  constructor(ask: EndpointAsk, budgetMs: number) {
    this.#ask = ask;
    this.#endAt = performance.now() + budgetMs;
  }

  /** Asks. NETWORK sees all, and is who asks unless said otherwise. */
  async ask({ query, variables = {}, as = "NETWORK", flaw }: Question): Promise<Exchange> {
    const body = JSON.stringify({ query, variables });
    const { key } = this;
    const token = as === null || key === null ? null : { key, reader: as, ...(flaw === undefined ? {} : { flaw }) };
    const exchange = toExchange(await this.#send({ body, token }));
    this.exchanges.push(exchange);
    return exchange;
  }

  async #send(request: Omit<EndpointRequest, "timeoutMs">): Promise<EndpointAnswer> {
    if (this.#inFlight >= TOGETHER) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const leftMs = this.#endAt - performance.now();
    if (leftMs < 1 || this.#asked >= MOST_REQUESTS || this.#bytes > MOST_BYTES) {
      this.#waiting.shift()?.();
      return this.#bytes > MOST_BYTES ? FULL : OVER;
    }
    this.#inFlight++;
    this.#asked++;
    try {
      const timeoutMs = Math.ceil(Math.min(ONE_MS, leftMs));
      const late = delay(timeoutMs + 500, OVER, { ref: false });
      const answer = await Promise.race([this.#ask({ ...request, timeoutMs }), late]);
      this.#bytes += answer.kind === "answered" ? answer.bytes : 0;
      return answer;
    } finally {
      this.#inFlight--;
      this.#waiting.shift()?.();
    }
  }
}

function toExchange(answer: EndpointAnswer): Exchange {
  const json = answer.kind === "answered" ? membersOf(answer.json) : {};
  return { answer, data: membersOf(json["data"]), errors: itemsOf(json["errors"]) };
}

/** What is wrong with an exchange that was to be answered without errors; null: nothing. */
export function trouble({ answer, errors, data }: Exchange): string | null {
  if (answer.kind === "failed") return answer.fault;
  if (answer.status !== 200) return `HTTP ${answer.status}`;
  if (!isObject(answer.json)) return shown(answer.json);
  if (errors.length > 0) return `errors: ${shown(membersOf(errors[0])["message"])}`;
  return Object.keys(data).length === 0 ? "data: {}" : null;
}

/** Whether an endpoint refused to answer, or answered with nothing but errors. */
export function isRefused({ answer, data }: Exchange): boolean {
  const holdsNothing = Object.values(data).every((value) => value === null);
  return answer.kind === "answered" && (answer.status >= 400 || holdsNothing);
}
