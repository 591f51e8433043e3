// One request to a partner and the readers who wait for it. In: readers who come and go. Out: its answer for those who
// stay; when all have gone, its socket is closed.
import type { Failed } from "./outcome.js";
import type { Received, Sending } from "./partner-connection.js";

const GONE: Failed = { kind: "failed", status: "TIMED_OUT", reason: "gone", bytes: 0, latencyMs: 0 };

export class SharedRequest {
  readonly #sending: Sending;
  readonly #onGivenUp: () => void;
  #readers = 0;

  constructor(sending: Sending, onGivenUp: () => void) {
    this.#sending = sending;
    this.#onGivenUp = onGivenUp;
  }

  /** Waits for the answer, for as long as the reader is there. A reader without a signal stays. */
  async waitFor(signal: AbortSignal | null): Promise<Received> {
    this.#readers++;
    if (signal === null) return this.#sending.received;
    const { promise: left, resolve } = Promise.withResolvers<Received>();
    const onAbort = (): void => {
      this.#leave();
      resolve(GONE);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([this.#sending.received, left]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  #leave(): void {
    if (--this.#readers > 0) return;
    this.#onGivenUp();
    this.#sending.giveUp();
  }
}
