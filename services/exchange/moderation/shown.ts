// What coordinators have hidden. In: an expression for an id. Out: the condition that it is not hidden.

/** Not hidden by a coordinator. */
export function shownSql(id: string): string {
  return `not exists (select 1 from exchange.hidden where hidden.subject = ${id})`;
}
