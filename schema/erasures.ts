// Erasures: records that the hub was asked to forget and will not take in again. The port between the service that keeps
// them (knowledge), the one that decides (registry) and the gateway, which drops what partners still send. Types only.

/** What the gateway asks of erasures, for every row: in memory, as of a few seconds ago at most. */
export interface ErasedLookup {
  /** Whether a record was erased. */
  isErased(id: string): boolean;
  /** Whether a partner is known to offer an erased record still: what it counts itself cannot be believed. */
  stillOffers(partner: string): boolean;
  /** A partner has sent an erased record. */
  noteOffered(id: string): void;
}

/** Everything that is held about a record, by table. Values are as the tables have them. */
export type Disclosure = Readonly<Record<string, readonly unknown[]>>;

/** What the registry asks of erasures. */
export interface Erasures {
  /** Forgets a record, for good, whether or not it is held now. */
  erase(id: string): Promise<void>;
  /** Everything that is held about a record and what refers to it. */
  disclose(id: string): Promise<Disclosure>;
}
