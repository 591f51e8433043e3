// Counting the different people that a reader is given: the port between the edge, which keeps the count, and the partition,
// through which every record of a person reaches a reader. In: nothing. Out: types.

/** The count of one reader, for one request. */
export interface PeopleMeter {
  /** Whether the reader had been given as many as one may before this request. */
  readonly isOver: boolean;
  /** Whether somebody was left out of this answer because of that. */
  wasRefused: boolean;
  /** Notes a person that the reader is given. */
  see(id: string): void;
}
