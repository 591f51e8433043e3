// People who are gone from their partner's directory. In: ids of records that are gone. Out: their ids, which may be made of
// their names, are in no table any more; what was counted with them still counts.
import type { Session } from "../../database/session.js";
import { tellOfDiscussion } from "../communities/tell-of-discussion.js";
import { tellNetwork } from "../feed/tell-network.js";
import { lockWorkshopsOf } from "../workshops/places.js";
import { runForIds } from "./run-for-ids.js";

const PERSON = /^[^:]+:person:/;

/** Each takes the ids for each `?`. */
const FORGETTING: readonly string[] = [
  `update exchange.record set people = array(select unnest(people) except select unnest(?::text[]))
    where people && ?::text[]`,
  "delete from exchange.need_match where person = any(?::text[])",
  `update exchange.need set answered_by = array(select unnest(answered_by) except select unnest(?::text[]))
    where answered_by && ?::text[]`,
  "update exchange.introduction set to_id = null, to_contact = null where to_id = any(?::text[])",
  // Of an event to come the place is free again; of one that has begun it counts.
  `delete from exchange.registration r using exchange.workshop w
    where w.event = r.event and w.starts_at > now() and r.person = any(?::text[])`,
  "update exchange.registration set person = null where person = any(?::text[])",
  "update exchange.post set signed_by = null where signed_by = any(?::text[])",
  "delete from exchange.follow where subject = any(?::text[])",
  "delete from exchange.notice where subject = any(?::text[]) or about = any(?::text[])",
  "delete from exchange.record where id = any(?::text[])",
];

/** Forgets those of the records that are people, in the caller's transaction. */
export async function forgetPeople(tx: Session, gone: readonly string[]): Promise<void> {
  const people = gone.filter((id) => PERSON.test(id));
  if (people.length === 0) return;
  await lockWorkshopsOf(tx, { events: [], people });
  await lockDiscussionsOf(tx, people);
  await runForIds(tx, FORGETTING, people);
  await forgetTold(tx, people);
}

/** The discussions that name them, in the order of their ids: whoever writes there has the discussion first. */
async function lockDiscussionsOf(tx: Session, people: readonly string[]): Promise<void> {
  await tx.rows(
    `select 1 from exchange.discussion where about && ?::text[]
       or id in (select discussion from exchange.post where signed_by = any(?::text[])) order by id for update`,
    [people, people],
  );
}

/** What the network was told of them is told anew, without them: last, for telling holds up all others that tell. */
async function forgetTold(tx: Session, people: readonly string[]): Promise<void> {
  const endorsed = await tx.rows<{ id: string }>(
    "delete from exchange.endorsement where person = any(?::text[]) returning id",
    [people],
  );
  const discussed = await tx.rows<{ id: string }>(
    `update exchange.discussion set about = array(select unnest(about) except select unnest(?::text[]))
     where about && ?::text[] returning id`,
    [people, people],
  );
  for (const { id } of endorsed) await tellNetwork(tx, id, null);
  for (const { id } of discussed) await tellOfDiscussion(tx, id);
}
