// One HTTP exchange, at undici's lowest level: no stream is made of the body. In: what undici reports. Out: a head and a
// decoded body within its limits, or the class of what is wrong. Nothing is remembered from one exchange to the next:
// no cookies, no redirects, no answers to challenges.
import { isUtf8 } from "node:buffer";
import { brotliDecompress, gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Dispatcher } from "undici";
import { OutboundError, type OutboundFault } from "../../schema/outbound.js";
import { codeOf } from "./error-code.js";
import type { FailureReason } from "./outcome.js";

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface Received {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
  /** Bytes of the body as they came over the wire. */
  readonly wireBytes: number;
}

export interface Rejection {
  readonly reason: FailureReason;
  /** How long the other side asks to be left alone for, in milliseconds. */
  readonly waitMs?: number;
}

export interface ExchangeOptions {
  /** Bytes of the body, decoded. */
  readonly largestBytes: number;
  /** Whether a response of this head is of any use. */
  readonly judge: (status: number, headers: ResponseHeaders) => Rejection | null;
  /** Called exactly once. */
  readonly onDone: (result: Received | Rejection | Promise<Received | Rejection>) => void;
}

/** Of headers: bytes, and how many there may be. */
export const LARGEST_HEAD = 16 * 1024;
const MOST_HEADERS = 100;
const MOST_INFORMATIONAL = 8;
const DECODERS = { gzip: promisify(gunzip), "x-gzip": promisify(gunzip), br: promisify(brotliDecompress) };
const ABORTED = new Error("The hub needs no more of this answer.");

export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #informational = 0;
  #status = 0;
  #headers: ResponseHeaders = {};
  #controller: Dispatcher.DispatchController | null = null;
  #isDone = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** Ends it, unless it has ended: closes the socket, or never opens it. */
  end(rejection: Rejection): void {
    if (this.#isDone) return;
    this.#done(rejection);
    this.#controller?.abort(ABORTED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isDone) controller.abort(ABORTED);
  }

  // eslint-disable-next-line max-params -- undici's form
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    if (status < 200) {
      this.#informational++; // informational; the response follows, or should
      if (this.#informational > MOST_INFORMATIONAL) this.end({ reason: "not-http" });
      return;
    }
    this.#status = status;
    this.#headers = headers;
    const rejection = this.#judgeHead();
    if (rejection !== null) this.end(rejection);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > this.#options.largestBytes) this.end({ reason: "too-large" });
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.#chunks;
    const raw = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    const encoding = this.#encoding;
    this.#done(encoding === "identity" ? this.#received(raw) : this.#decode(raw, encoding));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#done({ reason: reasonOf(error) });
  }

  get #encoding(): string {
    return String(this.#headers["content-encoding"] ?? "identity").toLowerCase();
  }

  #judgeHead(): Rejection | null {
    if (countHeaders(this.#headers) > MOST_HEADERS) return { reason: "not-http" };
    const rejection = this.#options.judge(this.#status, this.#headers);
    if (rejection !== null) return rejection;
    const isKnown = this.#encoding === "identity" || Object.hasOwn(DECODERS, this.#encoding);
    if (!isKnown) return { reason: "encoding" };
    const announced = Number(this.#headers["content-length"] ?? 0);
    return announced > this.#options.largestBytes ? { reason: "too-large" } : null;
  }

  #received(body: Buffer, wireBytes = body.length): Received {
    return { status: this.#status, headers: this.#headers, body, wireBytes };
  }

  /** Decoding ends at the first byte too many: a small body that stands for a huge one costs no more than the limit. */
  async #decode(raw: Buffer, encoding: string): Promise<Received | Rejection> {
    const decoder = DECODERS[encoding as keyof typeof DECODERS]; // the head was judged
    try {
      return this.#received(await decoder(raw, { maxOutputLength: this.#options.largestBytes }), raw.length);
    } catch (error) {
      return { reason: codeOf(error) === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "encoding" };
    }
  }

  #done(result: Received | Rejection | Promise<Received | Rejection>): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#options.onDone(result);
  }
}

function countHeaders(headers: ResponseHeaders): number {
  let count = 0;
  for (const value of Object.values(headers)) count += Array.isArray(value) ? value.length : 1;
  return count;
}

/** The text of a body, which is to be UTF-8; null when it is not. */
export function readText(body: Buffer): string | null {
  return isUtf8(body) ? body.toString("utf8") : null;
}

const OF_FAULTS: Readonly<Partial<Record<OutboundFault, FailureReason>>> = {
  ADDRESS: "address",
  TLS_ERROR: "tls",
  TIMED_OUT: "deadline",
};
const BROKEN: ReadonlySet<string> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);
const NOT_HTTP = /^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_)/;
const BAD_START: ReadonlySet<string> = new Set(["bad response", "bad upgrade"]);

/** A connection that broke under way can be tried again; one that could not be made, too. */
function reasonOf(error: Error): FailureReason {
  if (error instanceof OutboundError) return OF_FAULTS[error.fault] ?? "no-connection";
  const code = codeOf(error);
  if (NOT_HTTP.test(code) || error.name === "HTTPParserError" || BAD_START.has(error.message)) return "not-http";
  return BROKEN.has(code) ? "closed" : "no-connection";
}
