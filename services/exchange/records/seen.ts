// Who may see what, in SQL. In: a column with the id of a partner's record, and a reader. Out: conditions.
import type { ReaderVisibility } from "../../../schema/hub-token.js";

const LEVELS: Readonly<Record<ReaderVisibility, string>> = {
  PUBLIC: "and seen.visibility = 'PUBLIC'",
  NETWORK: "",
};

/** The record is there, and the reader may see it. */
export function seenSql(column: string, visibility: ReaderVisibility): string {
  return `exists (select 1 from exchange.record seen where seen.id = ${column} and not seen.gone ${LEVELS[visibility]})`;
}

/** The reader may know of the record, or might have while it was there: what others wrote about it stays readable. */
export function knownSql(column: string, visibility: ReaderVisibility): string {
  return `exists (select 1 from exchange.record seen where seen.id = ${column} ${LEVELS[visibility]})`;
}

/** The record is there no more, for now or for good: an organization of which that is so is told nothing. */
export function goneSql(column: string): string {
  return `exists (select 1 from exchange.record away where away.id = ${column} and away.gone)`;
}

/** Of a list of ids those whose records are there and may be seen, in the list's order: of the rest there is no sign. */
export function seenOnlySql(list: string, visibility: ReaderVisibility): string {
  return `array(select listed.id from unnest(${list}) with ordinality as listed(id, n)
    where ${seenSql("listed.id", visibility)} order by listed.n)`;
}
