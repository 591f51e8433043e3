// Asking the mirror in partners' place. In: parts, and the set of partners that they are for. Out: what came of each
// part, and as of when the mirror knows each partner. A mirror that fails is an outcome, like a partner that does.
import type { MirrorTimes, RecordMirror, SourceStatistics, StatisticsQuestion } from "../../schema/record-mirror.js";
import type { ReaderContext } from "../execute/subgraph.js";
import type { Failed, Outcome } from "../fetch/outcome.js";
import { describeOutcome } from "./describe-outcome.js";
import { readPart, writeParts, type Part, type PartOutcome } from "./parts.js";

/** What came of parts that the mirror was asked for. */
export interface MirrorReply {
  readonly outcomes: readonly PartOutcome[];
  /** The partners that it answered for; none when it failed. */
  readonly asOf: MirrorTimes;
}

/** Time that the mirror is given in any case, when partners have used up the scatter's. */
export const LEAST_MIRROR_MS = 500;

/** The mirror as one query asks it. */
export class MirrorDesk {
  readonly #mirror: RecordMirror;
  readonly #reader: ReaderContext;
  readonly #onTrouble: (error: unknown) => void;

  constructor(mirror: RecordMirror, reader: ReaderContext, onTrouble: (error: unknown) => void) {
    this.#mirror = mirror;
    this.#reader = reader;
    this.#onTrouble = onTrouble;
  }

  /** Asks for parts, all in one request, until their deadline or a little beyond. Never rejects. */
  async ask(partners: readonly string[], parts: readonly Part[]): Promise<MirrorReply> {
    const [operation, variables] = writeParts(parts);
    const { visibility, deadline, trace, tally } = this.#reader;
    tally.isInvolved = true;
    const now = Date.now();
    const wanted = Math.max(LEAST_MIRROR_MS, ...parts.map((part) => part.deadline - now));
    const timeoutMs = Math.max(0, Math.min(wanted, deadline - now));
    const { outcome, asOf } = await this.#answer({ operation, variables, partners, visibility, timeoutMs });
    trace?.note("outcomes", describeOutcome(`mirror for ${partners.length}`, { document: operation }, outcome));
    return { outcomes: parts.map((part) => readPart(outcome, part.key)), asOf };
  }

  /** Null when there are none in time. Never rejects. */
  async statistics(question: Omit<StatisticsQuestion, "visibility">): Promise<SourceStatistics | null> {
    const { visibility } = this.#reader;
    return inTime(this.#mirror.statistics({ ...question, visibility }), question.timeoutMs).catch(() => null);
  }

  async #answer(question: Parameters<RecordMirror["ask"]>[0]): Promise<{ outcome: Outcome; asOf: MirrorTimes }> {
    const start = performance.now();
    const latencyMs = (): number => Math.round(performance.now() - start);
    try {
      const { data, errorPaths, asOf } = await inTime(this.#mirror.ask(question), question.timeoutMs);
      const times = { latencyMs: latencyMs(), asOf: new Date().toISOString() };
      return { outcome: { kind: "answered", data: { ...data }, errorPaths, bytes: 0, ...times }, asOf };
    } catch (error) {
      this.#onTrouble(error);
      const status = error instanceof LateError ? "TIMED_OUT" : "UNREACHABLE";
      const failed: Failed = { kind: "failed", status, reason: "mirror", bytes: 0, latencyMs: latencyMs() };
      return { outcome: failed, asOf: new Map() };
    }
  }
}

class LateError extends Error {}

/** The mirror keeps to its time itself; a connection that hangs does not. */
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LateError("The mirror did not answer in time.")), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
