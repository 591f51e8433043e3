// The client for apps: asking again. In: a question that may be asked more than once, and how patient to be. Out: its answer, or
// the last error. It waits as long as the hub says, else longer each time, and never in step with everybody else.
import { MaillageError } from "./maillage-error.js";

export interface RetryOptions {
  /** How often to ask at most, the first time included. */
  readonly attempts: number;
  /** How long to wait at most, all waits of one question together. */
  readonly budgetMs: number;
}

/** What `onRetry` is told before each wait. */
export interface Retry {
  readonly error: MaillageError;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly waitMs: number;
}

export const USUAL_RETRY: RetryOptions = { attempts: 5, budgetMs: 90_000 };

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;
const PASSING_CODES: ReadonlySet<string> = new Set(["NETWORK", "TIMED_OUT", "OVERLOADED", "RATE_LIMITED"]);
const PASSING_STATUSES: ReadonlySet<number | null> = new Set([429, 502, 503, 504]);

/** Whether what failed may succeed by itself a little later. */
export function isPassing({ code, status }: MaillageError): boolean {
  return PASSING_CODES.has(code) || PASSING_STATUSES.has(status);
}

export interface Patience extends RetryOptions {
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Asks until it is answered, or it makes no sense to ask again. Throws the last error, or the signal's reason. */
export async function askPatiently<T>(ask: () => Promise<T>, patience: Patience): Promise<T> {
  const { attempts, budgetMs, onRetry, signal } = patience;
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof MaillageError) || !isPassing(error) || attempt >= attempts) throw error;
      const waitMs = waitOf(error, attempt);
      if (waited + waitMs > budgetMs) throw error;
      waited += waitMs;
      onRetry?.({ error, attempt, waitMs });
      await pause(waitMs, signal);
    }
  }
}

/** As the hub says and a little more; else twice as long each time, and any part of that. In milliseconds. */
function waitOf({ retryAfterMs }: MaillageError, attempt: number): number {
  if (retryAfterMs !== null) return retryAfterMs + Math.random() * Math.max(FIRST_WAIT_MS, retryAfterMs / 10);
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + Math.random() / 2);
}

/** Waits. Throws the signal's reason as soon as it is aborted. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const give = (): void => (clearTimeout(timer), reject(signal?.reason));
    const timer = setTimeout(() => (signal?.removeEventListener("abort", give), resolve()), ms);
    signal?.addEventListener("abort", give, { once: true });
  });
}
