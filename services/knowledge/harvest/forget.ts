// Forgetting: what was removed leaves no dead rows behind for long, and tombstones and told changes do not stay for
// ever. In: the database. Out: nothing.
import type { Database } from "../../database/open-database.js";
import { refreshStatistics } from "../index/statistics.js";

const TABLES_ABOUT_RECORDS = [
  "mirror.organization",
  "mirror.person",
  "mirror.project",
  "mirror.practice",
  "mirror.event",
  "knowledge.entry",
  "knowledge.claim",
  "knowledge.link",
  "knowledge.identifier",
  "knowledge.word",
  "knowledge.open_need",
  "knowledge.endorsement",
  "knowledge.adoption",
];
const KEPT_DAYS = 30;

/** Counts words anew, then removes the dead rows of everything that holds records' words or ids, and what indexes still hold of them. The planner
 * learns of what is there. */
export async function tidyUp(database: Database): Promise<void> {
  await database.transaction(refreshStatistics);
  for (const table of TABLES_ABOUT_RECORDS)
    await database.rows(`vacuum (analyze, index_cleanup on, truncate off) ${table}`);
}

/** Forgets tombstones, refused entries and told changes of more than 30 days ago. */
export async function forgetOld(database: Database): Promise<void> {
  const old = `at < now() - interval '${KEPT_DAYS} days'`;
  await database.rows(`delete from knowledge.applied where is_gone and ${old}`);
  await database.rows(`delete from knowledge.refused where ${old}`);
  await database.rows(
    `with gone as (delete from knowledge.change where ${old} returning position, seen_by_public)
     update knowledge.change_end set forgotten = greatest(forgotten, (select max(position) from gone)),
       forgotten_public = greatest(forgotten_public, (select max(position) from gone where seen_by_public))
     where exists (select from gone)`,
  );
}
