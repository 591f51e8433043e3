// Sending what webhooks are to be sent, beside requests, in any number of processes. In: the queue, woken when something was
// written and every few seconds. Out: tries, many at once, one at a time for each webhook: who is slow is waited for by
// nobody else.
import type { Job } from "pg-boss";
import { DELIVERY_CHANNEL } from "../notices/tell-organization.js";
import { DeliveryQueue, type Delivery, type RetryPace } from "./delivery-queue.js";
import { sendDelivery, type SendingOptions } from "./send-delivery.js";

/** What may be set; a day of tries when it is not. */
export interface DeliveryPace extends Partial<RetryPace> {
  /** Between two looks for what is due again. */
  readonly everyMs?: number;
  readonly failingForMs?: number;
}

export interface DeliveringOptions extends Omit<SendingOptions, "failingForMs"> {
  readonly databaseUrl: string;
  readonly pace?: DeliveryPace;
  readonly onTrouble: (error: unknown) => void;
}

/** 14 tries: after 10 to 20 seconds, twice as long each time, at most six hours: some 20 hours together. */
const PACE = { retryDelay: 10, retryDelayMax: 6 * 3600, retryLimit: 13 };
const EVERY_MS = 2_000;
const FAILING_FOR_MS = 24 * 3_600_000;
const AT_ONCE = 32;

/** Begins. `stop` waits for what is being sent. */
export async function startDelivering(options: DeliveringOptions): Promise<{ stop(): Promise<void> }> {
  const { database, databaseUrl, onTrouble, pace: { everyMs, failingForMs, ...retry } = {} } = options;
  const queue = await DeliveryQueue.open({ databaseUrl, database, pace: { ...PACE, ...retry }, onTrouble });
  const pump = new Pump(queue, { ...options, failingForMs: failingForMs ?? FAILING_FOR_MS });
  const listener = await database
    .listen(DELIVERY_CHANNEL, () => pump.wake())
    .catch(async (cause: unknown) => {
      await queue.close();
      throw cause;
    });
  const timer = setInterval(() => pump.wake(), everyMs ?? EVERY_MS);
  const pumping = pump.run();
  return {
    async stop() {
      clearInterval(timer);
      listener.stop();
      pump.end();
      await pumping;
      await queue.close();
    },
  };
}

class Pump {
  readonly #queue: DeliveryQueue;
  readonly #options: SendingOptions & Pick<DeliveringOptions, "onTrouble">;
  readonly #underWay = new Set<Promise<void>>();
  #woken = Promise.withResolvers<void>();
  #isEnding = false;

  constructor(queue: DeliveryQueue, options: SendingOptions & Pick<DeliveringOptions, "onTrouble">) {
    this.#queue = queue;
    this.#options = options;
  }

  wake(): void {
    this.#woken.resolve();
  }

  end(): void {
    this.#isEnding = true;
    this.wake();
  }

  /** Resolves after the end, when nothing is being sent any more. */
  async run(): Promise<void> {
    while (!this.#isEnding) {
      this.#woken = Promise.withResolvers();
      await this.#begin().catch(this.#options.onTrouble);
      await this.#woken.promise;
    }
    await Promise.all(this.#underWay);
  }

  /** Begins to send everything that is due, as far as there is room. */
  async #begin(): Promise<void> {
    await this.#queue.fill();
    while (!this.#isEnding && this.#underWay.size < AT_ONCE) {
      const jobs = await this.#queue.take(AT_ONCE - this.#underWay.size);
      if (jobs.length === 0) return;
      for (const job of jobs) this.#send(job);
    }
  }

  #send(job: Job<Delivery>): void {
    const sending = this.#try(job)
      .catch(this.#options.onTrouble) // it is another's when its time is over
      .finally(() => {
        this.#underWay.delete(sending);
        this.wake();
      });
    this.#underWay.add(sending);
  }

  async #try(job: Job<Delivery>): Promise<void> {
    if (await sendDelivery(this.#options, job.data, job.id)) await this.#queue.done(job);
    else await this.#queue.again(job);
  }
}
