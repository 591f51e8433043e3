// When a record may say that it was made and changed. In: a time of the contract's form. Out: whether it can be true.
// A record from the future would stand first in every list of what is new until its day comes; setting its time to now
// would move it from page to page. So it is refused, and its partner is told.

/** Clocks differ: so far ahead a partner's may be. */
const AHEAD_MS = 5 * 60_000;
/** Some associations are centuries old, and a register may say of their records what it says of them. */
const EARLIEST = "1000-01-01T00:00:00.000Z";

/** Whether `createdAt` or `updatedAt` may hold this time, which `isDateTime` has found sound. */
export function isRecordTime(time: string, nowMs = Date.now()): boolean {
  // Times of one form compare as text; parsing is for those that could be ahead.
  return time >= EARLIEST && Date.parse(time) <= nowMs + AHEAD_MS;
}
