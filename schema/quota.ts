// What is left to a reader of the points of this minute, as the gateway counts them.
export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  /** In milliseconds since the epoch. */
  readonly resetAt: number;
}
