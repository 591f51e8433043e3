// What a reader may see of the index: the one place that says so. In: an alias of `knowledge.entry`, who asks. Out: the
// condition. Records of partners that are hidden, suspended or in quarantine, are seen by nobody.
import type { ReaderVisibility } from "../../schema/hub-token.js";
import { sql, type Sql } from "../database/session.js";

/** That a reader may see a row of `entry`, as text without values. */
export function seenCondition(entry: string, visibility: ReaderVisibility): string {
  // What the hub itself holds is no partner's, and null is in no list and in no other.
  const served = `coalesce(${entry}.partner, '') not in (select hidden.partner from knowledge.hidden)`;
  return visibility === "PUBLIC" ? `${entry}.visibility = 'PUBLIC' and ${served}` : served;
}

/** That a reader may see a row of `entry`, as parts of a condition. */
export function seen(entry: string, visibility: ReaderVisibility): Sql[] {
  return [sql(seenCondition(entry, visibility))];
}
