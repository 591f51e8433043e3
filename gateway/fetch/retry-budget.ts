// The retry budget: retries stay within a tenth of requests, however many partners fail at once. A token bucket.

const EARNED_PER_REQUEST = 0.1;
const MOST_TOKENS = 10;

export class RetryBudget {
  #tokens = 1;

  /** Counts a request that was made. */
  earn(): void {
    this.#tokens = Math.min(MOST_TOKENS, this.#tokens + EARNED_PER_REQUEST);
  }

  /** Takes a retry out of the budget, if there is one. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
