// How many requests are worked on at once. In: requests that come and go, and how busy the event loop is. Out: whether one
// is let in, now, after others, or not. Usually everyone is: some are worked on and some wait. When so many wait that the
// last would wait for long, all of them are refused at once, and for a while only few are let in, so that those few are
// answered about as fast as ever. Requests that only wait for partners keep no processor busy, so more are let in then.
import { cpus } from "node:os";
import { performance, type EventLoopUtilization } from "node:perf_hooks";

export interface AdmissionOptions {
  /** Worked on at once, usually and under overload. */
  readonly places?: number;
  readonly fewPlaces?: number;
  /** Waiting, at most. */
  readonly waiting?: number;
}

/** Says that a request has left. */
export type Leave = () => void;

const LOOK_MS = 100;
const MOST_PLACES = 1_000;
/** Loop and processors are less busy than this: who is let in waits for others, not for us or what runs beside us. */
const BUSY = 0.75;
/** Overload lasts while so many times as much is asked as answered; it is looked at twice a second. */
const OVER_FACTOR = 1.5;
const OVER_MS = 500;
interface Waiting {
  readonly resolve: (leave: Leave | null) => void;
}

export class Admission {
  readonly #options: Required<AdmissionOptions>;
  readonly #timer: NodeJS.Timeout;
  readonly #queue = new Set<Waiting>();
  #utilization: EventLoopUtilization = performance.eventLoopUtilization();
  #processors = processorTimes();
  #places: number;
  #under = 0;
  #refused = 0;
  #overUntil = 0;
  #asked = 0;
  #answered = 0;

  constructor({ places = 4, fewPlaces = 2, waiting = 60 }: AdmissionOptions = {}) {
    this.#options = { places, fewPlaces, waiting };
    this.#places = places;
    this.#timer = setInterval(() => this.#adapt(), LOOK_MS).unref();
  }

  /** Requests that may be under way now. */
  get limit(): number {
    return Math.floor(this.#places);
  }

  get underWay(): number {
    return this.#under;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Lets a request in, perhaps after others; null: it is one too many. Whoever leaves the queue calls `gone`. */
  enter(gone: (leave: () => void) => void): Promise<Leave | null> | Leave | null {
    this.#asked++;
    if (this.#under < this.limit && this.#queue.size === 0) return this.#letIn();
    const isOver = this.#overUntil !== 0;
    if (isOver || this.#queue.size >= this.#options.waiting) {
      if (!isOver) this.#overflow();
      this.#refused++;
      return null;
    }
    return new Promise((resolve) => {
      const waiting: Waiting = { resolve };
      this.#queue.add(waiting);
      gone(() => {
        if (this.#queue.delete(waiting)) resolve(null);
      });
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #letIn(): Leave {
    this.#under++;
    return () => {
      this.#under--;
      this.#answered++;
      this.#admitWaiting();
    };
  }

  #admitWaiting(): void {
    for (const waiting of this.#queue) {
      if (this.#under >= this.limit) return;
      this.#queue.delete(waiting);
      waiting.resolve(this.#letIn());
    }
  }

  /** Too many wait: none of them does any more. */
  #overflow(): void {
    this.#overUntil = performance.now() + OVER_MS;
    this.#asked = this.#answered = 0;
    this.#places = Math.min(this.#places, this.#options.fewPlaces);
    this.#refused += this.#queue.size;
    for (const { resolve } of this.#queue) resolve(null);
    this.#queue.clear();
  }

  #adapt(): void {
    const isOver = this.#isOver();
    const { loop, processors } = this.#busyShares();
    const usual = isOver ? this.#options.fewPlaces : this.#options.places;
    // What runs beside us may be what we wait for: under overload it must be idle, too.
    const isIdle = loop < BUSY && (!isOver || processors < BUSY);
    if (isIdle && this.#under >= this.limit) this.#places = Math.min(MOST_PLACES, this.#places * 1.5 + 1);
    else if (this.#places > usual) this.#places = Math.max(usual, this.#places * 0.9);
    else this.#places = usual;
    this.#admitWaiting();
  }

  #isOver(): boolean {
    const now = performance.now();
    if (this.#overUntil === 0 || now < this.#overUntil) return this.#overUntil !== 0;
    const isStill = this.#asked > OVER_FACTOR * this.#answered + this.#options.waiting / 2;
    this.#asked = this.#answered = 0;
    this.#overUntil = isStill ? now + OVER_MS : 0;
    return isStill;
  }

  /** The shares of time that the loop and the machine's processors were busy since the last look. */
  #busyShares(): { readonly loop: number; readonly processors: number } {
    const { utilization: loop } = performance.eventLoopUtilization(this.#utilization);
    this.#utilization = performance.eventLoopUtilization();
    const before = this.#processors;
    this.#processors = processorTimes();
    const all = this.#processors.all - before.all;
    return { loop, processors: all > 0 ? 1 - (this.#processors.idle - before.idle) / all : 0 };
  }
}

function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((each) => each.times);
  const sum = (of: (each: (typeof times)[number]) => number): number =>
    times.reduce((total, each) => total + of(each), 0);
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  };
}
