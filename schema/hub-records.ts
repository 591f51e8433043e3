// What the hub itself holds, as the service that keeps it (exchange) tells the one that knows what the network knows
// (knowledge): a feed of changes, numbered without holes in the order of their commits. Types only; plain data, so that
// the two may run in different processes.
import type { Principal } from "./principal.js";
import type { ReaderVisibility } from "./hub-token.js";

/** A community or a discussion, to be found by search. Those for members only are not told of. */
export interface SharedText {
  readonly kind: "COMMUNITY" | "DISCUSSION";
  readonly id: string;
  readonly visibility: ReaderVisibility;
  /** The community of a discussion. */
  readonly community: string | null;
  readonly name: string;
  readonly summary: string | null;
  /** Everything else that is written there, and may be found. */
  readonly texts: readonly string[];
  /** A language tag (BCP 47). */
  readonly language: string;
  readonly topics: readonly string[];
  /** Organizations that are members, or that wrote. */
  readonly organizations: readonly string[];
  /** Records of partners that it is about. */
  readonly about: readonly string[];
  /** RFC 3339. */
  readonly updatedAt: string;
}

/** A need that is OPEN. */
export interface OpenNeed {
  readonly kind: "NEED";
  readonly id: string;
  readonly visibility: ReaderVisibility;
  readonly topics: readonly string[];
  readonly by: string;
}

/** An organization vouches for what another's person knows. */
export interface GivenEndorsement {
  readonly kind: "ENDORSEMENT";
  readonly id: string;
  readonly person: string;
  readonly topic: string;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
}

/** An organization tries or has adopted another's practice. */
export interface PracticeInUse {
  readonly kind: "ADOPTION";
  readonly id: string;
  readonly practice: string;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
}

export type HubRecord = SharedText | OpenNeed | GivenEndorsement | PracticeInUse;

/** The present state of one record; null: there is none any more, and not a word of it is to be kept. */
export interface HubChange {
  readonly sequence: number;
  readonly id: string;
  readonly record: HubRecord | null;
}

export interface HubChanges {
  readonly changes: readonly HubChange[];
  readonly hasMore: boolean;
}

/** The feed. */
export interface HubRecords {
  /** Changes after a number, the oldest first; each record once, as it is now. 0: from the beginning. */
  after(sequence: number, most: number): Promise<HubChanges>;
  /** Calls when there may be something new, also when another process wrote it. Gives a way to end that. */
  onChange(listener: () => void): Promise<() => void>;
}

/** Which of the hub's own records there are for a reader, by id: what is hidden is not there. */
export type HeldByHub = (ids: readonly string[], reader: Principal) => Promise<ReadonlySet<string>>;
