// The conformance kit's ports: what the kit asks an endpoint through, and what the registry asks the kit. In: nothing.
// Out: types. The kit opens no socket; whoever runs it hands it a way to ask.
import type { ReaderVisibility } from "./hub-token.js";
import type { OutboundFault } from "./outbound.js";

export type CheckSeverity = "ERROR" | "WARNING";
export type ConformanceLevel = "BASIC" | "LIVE";

/** One check as it went. `got` and `fix` are null when it passed. */
export interface ConformanceCheck {
  /** Stable: documentation and programs name checks by it. */
  readonly name: string;
  readonly severity: CheckSeverity;
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string | null;
  readonly fix: string | null;
}

export interface ConformanceReport {
  /** Whether every check of severity ERROR passed that belongs to the level which the endpoint says it serves. */
  readonly passed: boolean;
  /** The highest level of which every ERROR check passed. */
  readonly level: ConformanceLevel | null;
  readonly checks: readonly ConformanceCheck[];
}

/** What else the kit learned; null where the endpoint did not say it. */
export interface EndpointFacts {
  readonly key: string | null;
  readonly contractVersion: string | null;
  readonly sdlHash: string | null;
}

export interface CheckedEndpoint {
  readonly report: ConformanceReport;
  readonly facts: EndpointFacts;
}

/** What is asked of the kit. */
export interface EndpointQuestion {
  readonly endpoint: string;
  /** The key that the endpoint must answer for; null: the one that it says itself. */
  readonly key: string | null;
  /** Whether the hub runs the endpoint itself: then it may be on this machine. Never said of what somebody else wrote. */
  readonly isOwn?: boolean;
  /** What the reader wants the report in. */
  readonly languages: readonly string[];
}

/** The kit, as the registry sees it. */
export interface ConformanceKit {
  check(question: EndpointQuestion): Promise<CheckedEndpoint>;
  /** What of a version of the contract an SDL does not hold, a line each; none: it conforms. */
  contractFaults(sdl: string, level: ConformanceLevel, version: string): readonly string[];
}

/** What is wrong, on purpose, with the token of a request that must be refused. */
export type TokenFlaw = "replayed" | "other-partner" | "other-body";

/** One GraphQL request to the endpoint. */
export interface EndpointRequest {
  readonly body: string;
  /** The key for which the token is made, and whom it stands for; null: without a token. */
  readonly token: { readonly key: string; readonly reader: ReaderVisibility; readonly flaw?: TokenFlaw } | null;
  readonly timeoutMs: number;
}

/** What came. `json` is undefined when the body is not JSON, or nests deeper than any answer does. */
export type EndpointAnswer =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly contentType: string;
      readonly json: unknown;
      readonly bytes: number;
      readonly latencyMs: number;
    }
  | { readonly kind: "failed"; readonly fault: OutboundFault; readonly message: string };

/** Asks the endpoint. Never rejects. */
export type EndpointAsk = (request: EndpointRequest) => Promise<EndpointAnswer>;
