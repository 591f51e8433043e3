// Places at an event. In: an event as it is now, in a transaction that holds its row. Out: those who wait have the places that
// are free, in the order in which they came; whoever is moved up is told.
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import type { KnownRecord } from "../records/look-up.js";

/** States that take a place. */
export const HOLDING = "('CONFIRMED', 'ATTENDED', 'ABSENT')";

/** When an event is over: without an end, once it has begun. */
export function overAt({ startsAt, endsAt }: NonNullable<KnownRecord["event"]>): string {
  return endsAt ?? startsAt;
}

const SEEN = "capacity, is_cancelled, starts_at, over_at, updated_at";

/** Writes an event down as it is now, and locks its row: from here on its places are ours. */
export async function takeWorkshop(tx: Session, { id, event, updatedAt }: KnownRecord): Promise<void> {
  if (event === null) throw new Error("no event");
  await tx.rows(
    `insert into exchange.workshop as held (event, ${SEEN}) values (?, ?, ?, ?, ?, ?)
     on conflict (event) do update set (${SEEN}) = row(excluded.capacity, excluded.is_cancelled, excluded.starts_at,
       excluded.over_at, excluded.updated_at) where held.updated_at <= excluded.updated_at`,
    [id, event.capacity, event.status === "CANCELLED", event.startsAt, overAt(event), updatedAt],
  );
  await lockWorkshop(tx, id);
}

/** Locks an event's row. Gives whether there is one. */
export async function lockWorkshop(tx: Session, event: string): Promise<boolean> {
  return (await tx.rows("select 1 from exchange.workshop where event = ? for update", [event])).length > 0;
}

/** Locks the rows of events that someone registered for, and of all for which these people did, in the order of their ids. */
export async function lockWorkshopsOf(
  tx: Session,
  { events, people }: { readonly events: readonly string[]; readonly people: readonly string[] },
): Promise<void> {
  await tx.rows(
    `select 1 from exchange.workshop where event = any(?::text[])
       or event in (select event from exchange.registration where person = any(?::text[])) order by event for update`,
    [events, people],
  );
}

/** Gives the free places to those who wait. Gives the ids of their registrations. The event's row is locked. */
export async function giveOutPlaces(tx: Session, event: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update exchange.registration set state = 'CONFIRMED' where id in (
       select id from exchange.registration where event = ? and state = 'WAITING' order by place
       limit (select case when w.is_cancelled or w.over_at <= now() then 0
           when w.capacity is null then null -- no limit
           else greatest(w.capacity - (select count(*) from exchange.registration r
             where r.event = w.event and r.state in ${HOLDING}), 0) end
         from exchange.workshop w where w.event = ?))
     returning id`,
    [event, event],
  );
  return rows.map(({ id }) => id);
}

/** Tells those who were moved up. */
export async function tellPromoted(tx: Session, registrations: readonly string[]): Promise<void> {
  if (registrations.length === 0) return;
  const rows = await tx.rows<{ organization: string; subject: string; about: string | null }>(
    `select organization, event as subject, person as about from exchange.registration
     where id = any(?::uuid[]) order by place`,
    [registrations],
  );
  await tellOrganizations(
    tx,
    rows.map((row) => ({ ...row, kind: "registration.promoted" })),
  );
}

/** Takes in what has become of events that someone registered for. */
export async function followWorkshops(tx: Session, changed: readonly KnownRecord[]): Promise<void> {
  const events = changed.filter(({ event }) => event !== null).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const event of events) {
    if (!(await lockWorkshop(tx, event.id))) continue; // nobody has registered
    await takeWorkshop(tx, event);
    await tellPromoted(tx, await giveOutPlaces(tx, event.id));
  }
}

/** Gives out places that became free in some other way: somebody who had one is gone. */
export async function giveOutLeftPlaces(database: Database): Promise<void> {
  const events = await database.rows<{ event: string }>(
    `select w.event from exchange.workshop w where not w.is_cancelled and w.over_at > now()
       and exists (select 1 from exchange.registration r where r.event = w.event and r.state = 'WAITING')
       and (w.capacity is null or w.capacity > (select count(*) from exchange.registration r
         where r.event = w.event and r.state in ${HOLDING}))`,
  );
  for (const { event } of events)
    await database.transaction(async (tx) => {
      await lockWorkshop(tx, event);
      await tellPromoted(tx, await giveOutPlaces(tx, event));
    });
}
