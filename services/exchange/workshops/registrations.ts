// Registrations for events. In: who is to take part, from their own organization. Out: a place, or one on the waiting list, in
// the order in which they came, however many come at once.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import type { Session } from "../../database/session.js";
import { onlyFor, type Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { belongsTo } from "../records/belongs-to.js";
import { expectRecord, noteActing } from "../records/expect-record.js";
import { lookUp, type KnownRecord } from "../records/look-up.js";
import { giveOutPlaces, overAt, takeWorkshop, tellPromoted, lockWorkshop } from "./places.js";
import { readRegistration, type RegistrationRow, showRegistration } from "./read-registrations.js";

/** Whom, and for what. */
export interface Attending {
  readonly event: string;
  readonly person: string;
}

/** Registers a person of the acting organization; once more changes nothing. Throws `BAD_USER_INPUT`. */
export async function registerForEvent(context: ExchangeContext, acting: Acting, who: Attending): Promise<object> {
  const event = await expectRecord(context, who.event, { argument: "event", types: ["Event"] });
  expectToCome(event);
  const person = await expectRecord(context, who.person, { argument: "person", types: ["Person"] });
  if (!belongsTo(person, acting.organization))
    throw badInput("person", "one of your organization's people", who.person);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    await takeWorkshop(tx, event);
    const id = await takeNumber(tx, acting, who);
    if (id !== null) await place(tx, { id, event, acting, who });
    return showRegistration(await readBack(tx, who));
  });
}

function expectToCome({ id, event }: KnownRecord): void {
  if (event === null) throw new Error("an event without a time");
  if (event.status === "CANCELLED") throw badInput("event", "an event that takes place", "CANCELLED");
  if (overAt(event) <= new Date().toISOString()) throw badInput("event", "an event that is not over", id);
}

/** Puts a person at the end of the waiting list, unless they are registered. Gives the registration's id. */
async function takeNumber(tx: Session, { organization }: Acting, { event, person }: Attending): Promise<string | null> {
  const cancelled = "delete from exchange.registration where event = ? and person = ? and state = 'CANCELLED'";
  await tx.rows(cancelled, [event, person]); // who comes back comes last
  const [row] = await tx.rows<{ id: string }>(
    `insert into exchange.registration (id, event, person, organization, state) values (?, ?, ?, ?, 'WAITING')
     on conflict (event, person) do nothing returning id`,
    [randomUUID(), event, person, organization],
  );
  return row?.id ?? null;
}

interface Placing {
  readonly id: string;
  readonly event: KnownRecord;
  readonly acting: Acting;
  readonly who: Attending;
}

async function place(tx: Session, { id, event, acting, who }: Placing): Promise<void> {
  const placed = await giveOutPlaces(tx, event.id);
  await tellPromoted(
    tx,
    placed.filter((each) => each !== id),
  );
  if (event.organization === null) return;
  const kind = placed.includes(id) ? "registration.confirmed" : "registration.waiting";
  const notice = { kind, subject: event.id, by: acting.organization, about: who.person } as const;
  await tellOrganizations(tx, [{ ...notice, organization: event.organization }]);
}

async function readBack(tx: Session, who: Attending): Promise<RegistrationRow> {
  const row = await readRegistration(tx, who);
  if (row === undefined) throw new Error("a registration that was just written is gone");
  return row;
}

/** Takes a registration back; the first who waits moves up. Throws `BAD_USER_INPUT` and `FORBIDDEN`. */
export async function cancelRegistration(context: ExchangeContext, acting: Acting, who: Attending): Promise<object> {
  const { ask, database } = context;
  const event = (await lookUp(ask, [who.event], { visibility: "NETWORK", freshness: "auto" })).get(who.event);
  return database.transaction(async (tx) => {
    await lockWorkshop(tx, who.event);
    const held = await readRegistration(tx, who);
    if (held?.organization !== acting.organization)
      throw onlyFor("person", "somebody whom your organization registered for this event", who.person);
    if (held.state === "CANCELLED") return showRegistration(held);
    if (held.isOver || held.state === "ATTENDED" || held.state === "ABSENT")
      throw badInput("event", "an event that is not over", who.event);
    if (event !== undefined) await takeWorkshop(tx, event);
    await tx.rows("update exchange.registration set state = 'CANCELLED' where id = ?::uuid", [held.id]);
    await tellPromoted(tx, await giveOutPlaces(tx, who.event));
    const notice = { kind: "registration.cancelled", subject: who.event, by: acting.organization } as const;
    const organizer = event?.organization ?? null;
    if (organizer !== null) await tellOrganizations(tx, [{ ...notice, about: who.person, organization: organizer }]);
    return showRegistration({ ...held, state: "CANCELLED" });
  });
}

export interface Attendance extends Attending {
  readonly attended: boolean;
}

/** Notes who came, once the event has begun; its organizer only. Throws `BAD_USER_INPUT` and `FORBIDDEN`. */
export async function markAttendance(context: ExchangeContext, acting: Acting, seen: Attendance): Promise<object> {
  const event = await expectRecord(context, seen.event, { argument: "event", types: ["Event"] });
  if (!belongsTo(event, acting.organization))
    throw onlyFor("event", "an event that your organization gives", seen.event);
  if (event.event === null || event.event.startsAt > new Date().toISOString())
    throw badInput("event", "an event that has begun", event.event?.startsAt);
  return context.database.transaction(async (tx) => {
    await lockWorkshop(tx, seen.event);
    const held = await readRegistration(tx, seen);
    if (held === undefined) throw badInput("person", "somebody who is registered for this event", seen.person);
    if (held.state === "CANCELLED" || held.state === "WAITING")
      throw badInput("person", "somebody who had a place at this event", held.state);
    const state = seen.attended ? "ATTENDED" : "ABSENT";
    await tx.rows("update exchange.registration set state = ? where id = ?::uuid", [state, held.id]);
    return showRegistration({ ...held, state });
  });
}
