// The mirror as the gateway sees it: what a hub service that keeps copies of partners' records answers. In: a request
// on the contract for a set of partners. Out: what the mirror holds of them, and how fresh that is. Everything is plain
// data, so that the service may run in the gateway's process or behind HTTP (the set travels in `extensions`).
import type { ReaderVisibility } from "./hub-token.js";
import type { PageRequest } from "./page-request.js";
import type { RecordFilter } from "./record-filter.js";
import type { RecordTypename } from "./record-id.js";
import type { Place } from "./record-order.js";

/** Whose records are asked for, and for whom. */
export interface MirrorScope {
  readonly partners: readonly string[];
  readonly visibility: ReaderVisibility;
  /** How long the mirror may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** An operation on the contract, to be answered as if the partners were one. */
export interface MirrorQuestion extends MirrorScope {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** When the mirror last knew each partner's state (RFC 3339), by key; partners that it does not hold are missing. */
export type MirrorTimes = ReadonlyMap<string, string>;

export interface MirrorAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** Where there were errors; what they say stays with the service. */
  readonly errorPaths: ReadonlyArray<ReadonlyArray<string | number>>;
  readonly asOf: MirrorTimes;
}

/** Asks which partners can have rows near the beginning of a page. */
export interface StatisticsQuestion extends MirrorScope {
  readonly typename: RecordTypename;
  readonly filter: RecordFilter;
  /** The page; at most one of its bounds is given, the one from which it is read. */
  readonly page: PageRequest;
  /** How many places of the merged order to count. */
  readonly places: number;
}

export interface SourceStatistics {
  /** How many of the counted places are each partner's; partners without any are missing. */
  readonly counts: ReadonlyMap<string, number>;
  /** The last counted place: partners have no other rows before it. Null when there are no more rows than were counted. */
  readonly horizon: Place | null;
  /** Whether there are rows on the other side of where the page begins. */
  readonly otherSide: boolean;
  readonly asOf: MirrorTimes;
}

/** Answers for partners from copies. Rejects when it cannot; partners that it does not hold are no failure. */
export interface RecordMirror {
  ask(question: MirrorQuestion): Promise<MirrorAnswer>;
  statistics(question: StatisticsQuestion): Promise<SourceStatistics>;
}
