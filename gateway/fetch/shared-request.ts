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
  waitFor(signal: AbortSignal | null): Promise<Received> {
    this.#readers++;
    if (signal === null) return this.#sending.received;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#leave();
        resolve(GONE);
      };
      if (signal.aborted) return leave();
      const leaving = whoLeavesWith(signal);
      leaving.add(leave);
      const stay = <T>(settle: (value: T) => void) => {
        return (value: T): void => {
          leaving.delete(leave);
          settle(value);
        };
      };
      this.#sending.received.then(stay(resolve), stay(reject));
    });
  }

  #leave(): void {
    if (--this.#readers > 0) return;
    this.#onGivenUp();
    this.#sending.giveUp();
  }
}

const LEAVING = new WeakMap<AbortSignal, Set<() => void>>();

/** What is to be done when a signal is aborted. A reader waits for many partners: one listener does for all. */
function whoLeavesWith(signal: AbortSignal): Set<() => void> {
  const known = LEAVING.get(signal);
  if (known !== undefined) return known;
  const leaving = new Set<() => void>();
  LEAVING.set(signal, leaving);
  signal.addEventListener("abort", () => leaving.forEach((leave) => leave()), { once: true });
  return leaving;
}
