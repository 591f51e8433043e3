// When a partner's circuit opens: 5 failures among the last 10 requests. In: successes and failures as they come.
// Out: cockatiel's breaker interface (its own SamplingBreaker and CountBreaker work with rates over larger samples).
import type { IBreaker } from "cockatiel";

const WINDOW = 10;
const FAILURES_TO_OPEN = 5;

export class FailuresInWindow implements IBreaker {
  #outcomes: boolean[] = [];

  get state(): unknown {
    return this.#outcomes;
  }

  set state(value: unknown) {
    if (Array.isArray(value)) this.#outcomes = value.map(Boolean);
  }

  success(): void {
    this.#note(true);
  }

  /** True when the circuit must open. A circuit that was just closed by its probe starts afresh. */
  failure(): boolean {
    this.#note(false);
    const failures = this.#outcomes.filter((succeeded) => !succeeded).length;
    if (failures < FAILURES_TO_OPEN) return false;
    this.#outcomes = [];
    return true;
  }

  #note(succeeded: boolean): void {
    this.#outcomes.push(succeeded);
    if (this.#outcomes.length > WINDOW) this.#outcomes.shift();
  }
}
