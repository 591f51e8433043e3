// The pace of a consumer. In: answers without end, and a way to drop the connection. Out: the same answers, as long as
// each is taken in time. Who is slow is told so and the subscription ends; who takes nothing at all is dropped.
import type { ExecutionResult } from "graphql";
import { CodedError } from "../../schema/errors.js";

export interface Pace {
  /** How long a consumer may take to take one answer off the wire. */
  readonly slowMs: number;
  /** Ends the connection, which does not move. */
  readonly drop: () => void;
}

/** Passes answers on at the consumer's pace. */
export async function* keepPace(
  answers: AsyncGenerator<ExecutionResult, void, void>,
  { slowMs, drop }: Pace,
): AsyncGenerator<ExecutionResult, void, void> {
  for await (const answer of answers) {
    const sentAt = performance.now();
    const watchdog = setTimeout(drop, 2 * slowMs);
    try {
      yield answer; // goes on when the answer has left this process
    } finally {
      clearTimeout(watchdog);
    }
    if (performance.now() - sentAt <= slowMs) continue;
    yield { errors: [tooSlow()] };
    return;
  }
}

function tooSlow(): CodedError {
  return new CodedError(
    "CONSUMER_TOO_SLOW",
    "Changes come faster than you take them: subscribe again with `after`, the cursor of the last one you have.",
  );
}
