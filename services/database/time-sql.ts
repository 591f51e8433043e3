// Times in SQL. In: a column. Out: its text as the API writes it: this pool reads times as PostgreSQL's own text.

/** `2026-11-22T09:30:00.000Z`, or null. */
export function isoSql(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
