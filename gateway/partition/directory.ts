// The partners as the partition knows them. In: the registry's list. Out: an immutable snapshot per query, so that a
// partner that joins or leaves half-way does not change a query under way.

/** What the partition must know of a partner. */
export interface PartnerEntry {
  readonly key: string;
  readonly endpoint: string;
  readonly level: "BASIC" | "LIVE";
  readonly contractVersion: string;
}

/** The partners of the network that are ACTIVE, by key. */
export type PartnerSnapshot = ReadonlyMap<string, PartnerEntry>;

/** Hands out the present snapshot. */
export interface PartnerDirectory {
  snapshot(): PartnerSnapshot;
}

/** A directory whose list is replaced as a whole. */
export class ListedPartners implements PartnerDirectory {
  #snapshot: PartnerSnapshot;

  constructor(entries: readonly PartnerEntry[]) {
    this.#snapshot = toSnapshot(entries);
  }

  snapshot(): PartnerSnapshot {
    return this.#snapshot;
  }

  /** From the next query on, these are the partners. */
  replace(entries: readonly PartnerEntry[]): void {
    this.#snapshot = toSnapshot(entries);
  }
}

function toSnapshot(entries: readonly PartnerEntry[]): PartnerSnapshot {
  return new Map(entries.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((entry) => [entry.key, entry]));
}
