// Things of a time, under the day or month they fall on for the reader. In: things, newest or soonest first. Out: groups in that order.

export interface Group<T> {
  readonly key: string;
  readonly items: readonly T[];
}

/** Groups neighbours with the same key. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyArray<Group<T>> {
  const groups: Array<{ readonly key: string; readonly items: T[] }> = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}

/** The day of a time where the reader is: 2026-11-22. */
export function dayOf(at: string): string {
  const time = new Date(at);
  return [time.getFullYear(), time.getMonth() + 1, time.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** Whether a time lies within the last seven days. */
export function isThisWeek(at: string): boolean {
  return Date.now() - Date.parse(at) < WEEK_MS;
}
