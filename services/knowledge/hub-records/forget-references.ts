// What the hub itself holds of records of partners that are gone. In: ids, and the transaction that removes them. Out:
// rows that name them are gone; texts that are about them stay, without the reference.
import type { Session } from "../../database/session.js";
import { lockHubPlace } from "./hub-place.js";

/** What others vouched for of people who are gone. */
export async function forgetEndorsements(tx: Session, people: readonly string[]): Promise<void> {
  if (people.length > 0) await tx.rows(`delete from knowledge.endorsement where person = any(?::text[])`, [people]);
}

/** Forgets everything that names a record that is erased. */
export async function forgetNamed(tx: Session, id: string): Promise<void> {
  await lockHubPlace(tx); // a page that is being applied comes before, the next one finds the erasure
  await tx.rows(`delete from knowledge.endorsement where person = ? or organization = ?`, [id, id]);
  await tx.rows(`delete from knowledge.adoption where practice = ? or organization = ?`, [id, id]);
  await tx.rows(`delete from knowledge.open_need where organization = ?`, [id]);
}
