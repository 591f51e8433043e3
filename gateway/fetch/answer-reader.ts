// Reading an HTTP answer whole, at undici's own level: no stream and no abort signal per request. In: a deadline and
// perhaps a signal. Out: the answer's text, or a rejection. undici's timeouts are too coarse for a deadline.
import type { Dispatcher } from "undici";

export interface AnswerReaderOptions {
  readonly resolve: (text: string) => void;
  readonly reject: (cause: unknown) => void;
  /** In milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal | null;
}

const LARGEST_ANSWER = 64 * 1024 * 1024;

export class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #options: AnswerReaderOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  readonly #onAbort = (): void => this.#fail(new Error("The reader has gone."));
  #bytes = 0;
  #controller: Dispatcher.DispatchController | null = null;
  #failed: Error | null = null;

  constructor(options: AnswerReaderOptions) {
    this.#options = options;
    const timeoutMs = Math.max(1, options.deadline - Date.now());
    this.#timer = setTimeout(() => this.#fail(new Error(`No answer within ${timeoutMs} ms.`)), timeoutMs);
    if (options.signal?.aborted) this.#onAbort();
    options.signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failed !== null) controller.abort(this.#failed);
  }

  onResponseStart(): void {
    // the status does not matter: a GraphQL response may come with any
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > LARGEST_ANSWER) this.#fail(new Error(`The answer is larger than ${LARGEST_ANSWER} bytes.`));
  }

  onResponseEnd(): void {
    this.#settle();
    const [first] = this.#chunks;
    const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
    this.#options.resolve(whole.toString("utf8"));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle();
    this.#options.reject(error);
  }

  /** Rejects now; the request is given up, also one that still waits for a socket. */
  #fail(error: Error): void {
    this.#failed = error;
    this.#settle();
    this.#options.reject(error);
    this.#controller?.abort(error);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener("abort", this.#onAbort);
  }
}
