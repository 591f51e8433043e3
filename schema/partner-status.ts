// How partners are doing, as the hub's rooms know it: the ports through which the registry learns what fetching and
// harvesting have seen. In: nothing. Out: types.
import type { ReaderVisibility } from "./hub-token.js";

/** What live calls to a partner came to lately, in this process. */
export interface LiveStatus {
  /** UNKNOWN: it was not asked lately. */
  readonly state: "UP" | "SLOW" | "DOWN" | "UNKNOWN";
  /** Since when it is in this state; ISO 8601. Null where it was never asked. */
  readonly since: string | null;
  readonly lastAnswerAt: string | null;
  readonly latencyP50Ms: number | null;
  readonly latencyP95Ms: number | null;
  /** Of the calls lately: 0 to 1. */
  readonly failureRate: number;
  /** The class of the latest failure while it lasts. */
  readonly failing: string | null;
}

/** What harvesting a partner came to. */
export interface HarvestStatus {
  readonly lastHarvestAt: string | null;
  /** As of when the mirror knows everything of it; null before the first snapshot is complete. */
  readonly asOf: string | null;
  readonly state: string;
  /** The class of the latest failure while it lasts. */
  readonly failing: string | null;
}

export interface RecordCounts {
  readonly organizations: number;
  readonly people: number;
  readonly projects: number;
  readonly practices: number;
  readonly events: number;
}

/** What the registry asks of the other rooms. */
export interface PartnerStatusSource {
  live(partner: string): LiveStatus;
  /** By partner; those never harvested are missing. */
  harvests(partners: readonly string[]): Promise<ReadonlyMap<string, HarvestStatus>>;
  /** Records that a reader may see, by partner. */
  counts(partners: readonly string[], visibility: ReaderVisibility): Promise<ReadonlyMap<string, RecordCounts>>;
  /** The partner is suspended or in quarantine: from now on nobody sees its records, until it is resumed. */
  hide(partner: string): Promise<void>;
  /** A person has decided: its records are seen again, what was held goes, a quarantined feed is read anew. */
  resume(partner: string): Promise<void>;
  /** The partner has left: nothing of its records stays, for good. May be asked again. */
  forget(partner: string): Promise<void>;
}
