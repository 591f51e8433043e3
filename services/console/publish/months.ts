// Months of reports: `2026-11`. In: months. Out: other months, their days.

/** The month of a day. */
export function monthOf(day: Date): string {
  return day.toISOString().slice(0, "2026-11".length);
}

/** A month and those before it, the latest first. */
export function monthsBefore(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return Array.from({ length: count }, (_, at) => monthOf(new Date(Date.UTC(year, number - 1 - at, 1))));
}

/** The first and the last day of a month. */
export function periodOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, "2026-11-30".length);
  return { from: `${month}-01`, to: last };
}
