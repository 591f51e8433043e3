// People who are gone from their partner's directory. In: ids of records that are gone. Out: their ids, which may be made of
// their names, are in no table any more; what was counted with them still counts.
import type { Session } from "../../database/session.js";

const PERSON = /^[^:]+:person:/;

/** Each takes the ids once. */
const FORGETTING: readonly string[] = [
  "delete from exchange.endorsement where person = any(?::text[])",
  `update exchange.record set people = array(select unnest(people) except select unnest(?::text[]))
    where people && ?::text[]`,
  "delete from exchange.notice where subject = any(?::text[]) or about = any(?::text[])",
  "delete from exchange.record where id = any(?::text[])",
];

/** Forgets those of the records that are people, in the caller's transaction. */
export async function forgetPeople(tx: Session, gone: readonly string[]): Promise<void> {
  const people = gone.filter((id) => PERSON.test(id));
  if (people.length === 0) return;
  for (const statement of FORGETTING)
    await tx.rows(
      statement,
      statement
        .split("?")
        .slice(1)
        .map(() => people),
    );
}
