// Whether a database answers, as `/health/ready` asks. In: a way to ask it. Out: the answer, found out at most once a second.
import { setTimeout as delay } from "node:timers/promises";

const PING_MS = 1_000;

/** Gives the question. */
export function reachability(ping: () => Promise<void>): () => Promise<boolean> {
  let known: { readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return () => {
    if (known === null || performance.now() - known.at > PING_MS) {
      const late = delay(PING_MS, false, { ref: false });
      const answers = ping().then(
        () => true,
        () => false,
      );
      known = { at: performance.now(), answer: Promise.race([answers, late]) };
    }
    return known.answer;
  };
}
