// The change feed of a partner as the hub reads it: the port between harvesting (knowledge) and the only code that
// opens sockets to partners (gateway). In: nothing. Out: types; failures are values.

/** One entry, checked: it is of the partner asked, and its record is as the contract has it. */
export interface FeedEntry {
  /** Of any number of digits; grows by one with every change within an epoch. */
  readonly sequence: bigint;
  readonly id: string;
  readonly at: string;
  /** The record as it is now: the contract's fields, references as `{ id }`. Null when it is gone. */
  readonly record: FeedRecord | null;
}

/** A record of the contract: `__typename` and its fields by their names. */
export interface FeedRecord {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** An entry that broke the contract: nothing of what it said is kept but where it stood. */
export interface RefusedEntry {
  readonly id: string | null;
  readonly sequence: bigint | null;
  /** Broken as it is, it says that the record is not PUBLIC. */
  readonly isWithdrawn?: boolean;
}

export interface FeedPage {
  readonly kind: "page";
  readonly epoch: string;
  readonly restart: boolean;
  readonly entries: readonly FeedEntry[];
  readonly refused: readonly RefusedEntry[];
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly bytes: number;
  /** The version of the contract by which it was asked. */
  readonly version?: string;
}

/** Nothing could be read. `status` and `reason` are classes of failure, no text of the partner's. */
export interface FeedFailure {
  readonly kind: "failed";
  readonly status: string;
  readonly reason: string;
}

export interface FeedRequest {
  readonly partner: string;
  /** Null begins a snapshot. */
  readonly after: string | null;
  readonly first: number;
}

/** Reads partners' change feeds. Never rejects. */
export interface ChangeFeeds {
  read(request: FeedRequest): Promise<FeedPage | FeedFailure>;
}
