// Counting the different people that a reader is given: the port between the edge, which keeps the count, and the rooms that
// give people: the partition, search and experts. In: a meter. Out: what of a list may be given; the error for the rest.
import { CodedError } from "./errors.js";

/** The count of one reader, for one request. */
export interface PeopleMeter {
  /** Whether the reader had been given as many as one may before this request. */
  readonly isOver: boolean;
  /** Whether somebody was left out of this answer because of that. */
  wasRefused: boolean;
  /** Notes a person that the reader is given. */
  see(id: string): void;
}

/** Those of a list that may be given: people are noted, or left out. `personOf` gives a person's id, null for others. */
export function admitPeople<T>(
  people: PeopleMeter | null | undefined,
  items: readonly T[],
  personOf: (item: T) => string | null,
): readonly T[] {
  if (!people) return items;
  return items.filter((item) => {
    const id = personOf(item);
    if (id === null) return true;
    if (people.isOver) people.wasRefused = true;
    else people.see(id);
    return !people.isOver;
  });
}

/** What is said to a reader who has been given too many. */
export function tooManyPeople(): CodedError {
  const message =
    "You have been given as many different people as one may in a day. Everything else is answered; ask for people again tomorrow (UTC), or ask the network's coordinators for more.";
  return new CodedError("RATE_LIMITED", message, { limited: "people" });
}
