// What the executor knows of a subgraph: something that answers an operation. HTTP services, services in this
// process and the partition all look like this from here.
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { PeopleMeter } from "../../schema/people-meter.js";
import type { Quota } from "../../schema/quota.js";
import type { RequestSpans } from "./spans.js";
import type { Tally } from "./tally.js";
import type { Trace } from "./trace.js";

/** Who asks, and how: what a subgraph may need to know of the reader. */
export interface ReaderContext {
  readonly visibility: ReaderVisibility;
  readonly scopes: readonly string[];
  readonly freshness: "auto" | "live" | "mirror";
  readonly partial: "allow" | "refuse";
  /** Languages the reader wants prose in, best first. */
  readonly languages: readonly string[];
  /** When the whole request must be answered, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Aborted when the reader has gone. */
  readonly signal: AbortSignal | null;
  readonly tally: Tally;
  /** Where artefacts go; null unless the reader asked for them. */
  readonly trace: Trace | null;
  /** Where what is done is timed; null unless the operator traces. */
  readonly spans?: RequestSpans | null;
  /** The principal, as the hub's own services are told of it. */
  readonly principal: unknown;
  /** What is left to the reader of this minute's points. */
  readonly quota?: (() => Quota) | null;
  /** Counts the people that the reader is given; null where nobody counts. */
  readonly people?: PeopleMeter | null;
  /** The address that the request comes from, where it is known. */
  readonly address?: string;
}

export interface SubgraphRequest {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reader: ReaderContext;
}

/** A GraphQL error as it came from a subgraph. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A GraphQL response, or `failure`: no response at all, with the error that stands for it. */
export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** Answers an operation. Never rejects: what fails is an answer with errors and without data. */
export type Subgraph = (request: SubgraphRequest) => Promise<SubgraphAnswer>;

export type Subgraphs = ReadonlyMap<string, Subgraph>;
