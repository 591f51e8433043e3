// References to a record that is erased, in the rows of others. In: its id. Out: lists are without it, single references
// are null. What partners say in prose of their own is theirs.
import type { Session } from "../../database/session.js";

/** Columns that hold ids of records, by kind; a column of the mirror that is in none of them fails a test. */
export const REFERENCE_COLUMNS = {
  single: ["organization.organization", "person.organization", "project.organization", "practice.organization"].concat([
    "event.organization",
    "practice.adapted_from",
    "event.part_of",
  ]),
  lists: ["project.joint_with", "project.practices", "event.speakers", "event.materials"],
  /** Lists of objects, with the members that hold an id: those that name it go. */
  roles: ["project.team", "practice.contributors"],
} as const;

/** Removes references to a record everywhere. */
export async function removeReferences(tx: Session, id: string): Promise<void> {
  for (const [table, column] of REFERENCE_COLUMNS.single.map(splitName))
    await tx.rows(`update mirror.${table} set ${column} = null where ${column} = ?`, [id]);
  for (const [table, column] of REFERENCE_COLUMNS.lists.map(splitName))
    await tx.rows(`update mirror.${table} set ${column} = array_remove(${column}, ?) where ? = any(${column})`, [
      id,
      id,
    ]);
  for (const [table, column] of REFERENCE_COLUMNS.roles.map(splitName))
    await tx.rows(
      `update mirror.${table} set ${column} = coalesce((select jsonb_agg(item order by n)
         from jsonb_array_elements(${column}) with ordinality as each(item, n)
         where item->>'person' is distinct from ? and item->>'organization' is distinct from ?), '[]')
       where ${column} @> jsonb_build_array(jsonb_build_object('person', ?::text))
         or ${column} @> jsonb_build_array(jsonb_build_object('organization', ?::text))`,
      [id, id, id, id],
    );
  await removeEvidence(tx, id);
  await tx.rows(`delete from knowledge.link where target = ?`, [id]);
  await tx.rows(`update knowledge.entry set organization = null where organization = ?`, [id]);
}

/** What people name as evidence of what they know. The index says which they are. */
async function removeEvidence(tx: Session, id: string): Promise<void> {
  await tx.rows(
    `update mirror.person set expertise = (select coalesce(jsonb_agg(
         case when claim->'evidence' @> to_jsonb(array[?::text])
           then jsonb_set(claim, '{evidence}', (claim->'evidence') - ?::text) else claim end order by n), '[]')
       from jsonb_array_elements(expertise) with ordinality as each(claim, n))
     where id in (select source from knowledge.link where target = ?)`,
    [id, id, id],
  );
}

function splitName(name: string): [table: string, column: string] {
  const [table = "", column = ""] = name.split(".");
  return [table, column];
}
