// What is deprecated, and since when. In: nothing. Out: coordinates (GraphQL "Schema Coordinates": `Type.field`,
// `Type.field(argument:)`, `Enum.VALUE`, `Input.field`) with the day on which they were deprecated. What is here lives
// for twelve months from that day; a test fails when it goes sooner, or when something is deprecated and not here.

/** Months for which what is deprecated goes on working. */
export const DEPRECATED_MONTHS = 12;

/** The day of each deprecation (ISO 8601). */
export const DEPRECATED_SINCE: Readonly<Record<string, string>> = {};

/** Whether something may be taken away now. */
export function mayBeRemoved(
  coordinate: string,
  now: Date,
  since: Readonly<Record<string, string>> = DEPRECATED_SINCE,
): boolean {
  const day = since[coordinate];
  if (day === undefined) return false;
  const until = new Date(`${day}T00:00:00.000Z`);
  until.setUTCMonth(until.getUTCMonth() + DEPRECATED_MONTHS);
  return now >= until;
}
