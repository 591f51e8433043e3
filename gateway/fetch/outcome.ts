// Outcomes: what came of asking a partner, or the mirror in its place. Exactly one for each partner asked; a failed
// partner is a value.

/** The contract's SourceStatus, less SKIPPED, which is said of partners that were not asked. */
export type FailureStatus = "TIMED_OUT" | "UNREACHABLE" | "REFUSED" | "INVALID" | "CIRCUIT_OPEN";
export type OutcomeStatus = FailureStatus | "ANSWERED";

/** Why a partner failed: a word for logs and metrics, and the key of the reason that readers are given. */
export type FailureReason =
  | "no-connection"
  | "closed"
  | "deadline"
  | "refused"
  | "http-status"
  | "content-type"
  | "not-json"
  | "too-large"
  | "encoding"
  | "not-graphql"
  | "graphql-errors"
  | "rows"
  | "circuit-open"
  /** The mirror, asked in the partner's place, did not answer. */
  | "mirror";

/** A GraphQL response from a partner. `errors` counts them; what they say never leaves this hub. */
export interface Answered {
  readonly kind: "answered";
  readonly data: Record<string, unknown>;
  readonly errorPaths: ReadonlyArray<ReadonlyArray<string | number>>;
  readonly bytes: number;
  readonly latencyMs: number;
  /** When the answer came, ISO 8601 with milliseconds. */
  readonly asOf: string;
}

export interface Failed {
  readonly kind: "failed";
  readonly status: FailureStatus;
  readonly reason: FailureReason;
  readonly bytes: number;
  readonly latencyMs: number;
}

export type Outcome = Answered | Failed;
