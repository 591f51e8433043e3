// Outcomes: what came of asking a partner, or the mirror in its place. Exactly one for each partner asked; a failed
// partner is a value.

/** The contract's SourceStatus, less SKIPPED, which is said of partners that were not asked. */
export type FailureStatus = "TIMED_OUT" | "UNREACHABLE" | "REFUSED" | "INVALID" | "CIRCUIT_OPEN";
export type OutcomeStatus = FailureStatus | "ANSWERED";

/** Why a partner failed: a word for logs and metrics, and the key of the reason that readers are given. */
export type FailureReason =
  /** It may not be asked there: no public address, not https, another protocol's port. */
  | "address"
  | "tls"
  | "no-connection"
  | "closed"
  | "not-http"
  | "deadline"
  | "refused"
  | "http-status"
  | "content-type"
  | "not-json"
  | "too-deep"
  | "too-large"
  | "encoding"
  | "not-graphql"
  | "graphql-errors"
  | "rows"
  | "circuit-open"
  /** It asked to be left alone for a while, by `Retry-After`. */
  | "asked-to-wait"
  /** Everyone who waited for the answer has gone. */
  | "gone"
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

const STATUSES: Readonly<Partial<Record<FailureReason, FailureStatus>>> = {
  address: "UNREACHABLE",
  tls: "UNREACHABLE",
  "no-connection": "UNREACHABLE",
  closed: "UNREACHABLE",
  gone: "TIMED_OUT",
  deadline: "TIMED_OUT",
  refused: "REFUSED",
  "circuit-open": "CIRCUIT_OPEN",
  "asked-to-wait": "CIRCUIT_OPEN",
};

/** The status of a failure: the design's section 5, "Status". What is not named is an answer that is none. */
export function statusOf(reason: FailureReason): FailureStatus {
  return STATUSES[reason] ?? "INVALID";
}
