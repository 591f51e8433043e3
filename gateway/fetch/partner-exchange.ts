// One HTTP exchange with a partner, at undici's lowest level: no stream is made of the body. In: what undici reports.
// Out: the decoded text, or the class of what is wrong. Nothing of the response but its JSON goes further: no cookies,
// no redirects, no headers.
import { brotliDecompress, gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Dispatcher } from "undici";
import type { FailureReason, FailureStatus } from "./outcome.js";

export interface Rejection {
  readonly status: FailureStatus;
  readonly reason: FailureReason;
}

export type ReadText = { readonly text: string; readonly bytes: number } | Rejection;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;
const DECODERS = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };
const ABORTED = new Error("The hub needs no more of this answer.");

/** Reads one response; `onDone` is called exactly once. */
export class PartnerExchange implements Dispatcher.DispatchHandler {
  readonly #largest: number;
  readonly #onDone: (read: ReadText | Promise<ReadText>) => void;
  readonly #chunks: Buffer[] = [];
  #length = 0;
  #encoding = "identity";
  #controller: Dispatcher.DispatchController | null = null;
  #isDone = false;

  constructor(largest: number, onDone: (read: ReadText | Promise<ReadText>) => void) {
    this.#largest = largest;
    this.#onDone = onDone;
  }

  /** The deadline has passed: closes the socket, or never opens it. */
  expire(): void {
    this.#done({ status: "TIMED_OUT", reason: "deadline" });
    this.#controller?.abort(ABORTED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isDone) controller.abort(ABORTED);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return; // informational; the response follows
    const rejection = judgeHead(status, headers);
    this.#encoding = String(headers["content-encoding"] ?? "identity").toLowerCase();
    if (rejection !== null) this.#reject(controller, rejection);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > this.#largest) this.#reject(controller, { status: "INVALID", reason: "too-large" });
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.#chunks;
    const raw = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.#done(
      this.#encoding === "identity"
        ? { text: raw.toString("utf8"), bytes: raw.length }
        : decode(raw, this.#encoding, this.#largest),
    );
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#done({ status: "UNREACHABLE", reason: reasonOf(error) });
  }

  #reject(controller: Dispatcher.DispatchController, rejection: Rejection): void {
    this.#done(rejection);
    controller.abort(ABORTED);
  }

  #done(read: ReadText | Promise<ReadText>): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#onDone(read);
  }
}

function judgeHead(status: number, headers: Headers): Rejection | null {
  if (status === 401 || status === 403) return { status: "REFUSED", reason: "refused" };
  if (status !== 200) return { status: "INVALID", reason: "http-status" };
  const type = headers["content-type"];
  return typeof type === "string" && JSON_TYPE.test(type) ? null : { status: "INVALID", reason: "content-type" };
}

async function decode(raw: Buffer, encoding: string, largest: number): Promise<ReadText> {
  const decoder = DECODERS[encoding as keyof typeof DECODERS]; // undefined for all others
  if (decoder === undefined) return { status: "INVALID", reason: "encoding" };
  try {
    const decoded = await decoder(raw, { maxOutputLength: largest });
    return { text: decoded.toString("utf8"), bytes: raw.length };
  } catch (error) {
    return { status: "INVALID", reason: error instanceof RangeError ? "too-large" : "encoding" };
  }
}

/** A connection that broke under way can be tried again; one that could not be made, too. */
function reasonOf(error: Error): FailureReason {
  const code = "code" in error ? String(error.code) : "";
  return code === "UND_ERR_SOCKET" || code === "ECONNRESET" || code === "EPIPE" ? "closed" : "no-connection";
}
