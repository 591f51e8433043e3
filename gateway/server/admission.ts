// How many requests are worked on at once. In: requests that come, and how late the event loop is. Out: whether one is
// let in. Up to a limit all are. Where that is reached and timers fire late, there is more to do than can be done, and the
// limit shrinks until whoever is let in is answered as fast as usual; it grows again as soon as it may. Requests that
// only wait for partners make no timer late, so there may be many of them.
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface AdmissionOptions {
  readonly fewest?: number;
  readonly most?: number;
  readonly first?: number;
}

const LOOK_MS = 100;
const RESOLUTION_MS = 5;
/** Later than this, nine times in ten: the loop has more to do than it can. */
const LATE_MS = 20;

export class Admission {
  readonly #fewest: number;
  readonly #most: number;
  readonly #first: number;
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #timer: NodeJS.Timeout;
  #limit: number;
  #under = 0;
  #refused = 0;
  #refusedBefore = 0;

  constructor({ fewest = 4, most = 1_000, first = 64 }: AdmissionOptions = {}) {
    this.#fewest = fewest;
    this.#most = most;
    this.#first = first;
    this.#limit = first;
    this.#delay.enable();
    this.#timer = setInterval(() => this.#adapt(), LOOK_MS).unref();
  }

  /** Requests that may be under way now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  get underWay(): number {
    return this.#under;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Lets a request in and gives the way to say that it has left; null: it is one too many. */
  enter(): (() => void) | null {
    if (this.#under >= this.limit) {
      this.#refused++;
      return null;
    }
    this.#under++;
    let inside = true;
    return () => {
      if (inside) this.#under--;
      inside = false;
    };
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  /** Multiplicative decrease, slower growth, as congestion control has it. Nobody refused, nothing to decrease. */
  #adapt(): void {
    const late = this.#delay.percentile(90) / 1e6 - RESOLUTION_MS;
    this.#delay.reset();
    const isRefusing = this.#refused > this.#refusedBefore;
    this.#refusedBefore = this.#refused;
    if (isRefusing && late > LATE_MS) this.#limit = Math.max(this.#fewest, this.#limit * 0.7);
    else if (isRefusing) this.#limit = Math.min(this.#most, this.#limit * 1.1 + 1);
    else this.#limit += (this.#first - this.#limit) / 4;
  }
}
