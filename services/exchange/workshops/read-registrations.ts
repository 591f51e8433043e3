// Registrations as readers see them. In: events and who asks. Out: the places that are left, and rows: all of them for the
// organizer, for others their own organization's.
import { readPageSize } from "../../../schema/page-request.js";
import { recordStub } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { HOLDING } from "./places.js";

export interface RegistrationRow {
  readonly id: string;
  readonly event: string;
  readonly person: string | null;
  readonly organization: string;
  readonly state: string;
  readonly at: string;
  readonly isOver: boolean;
}

const COLUMNS = `r.id, r.event, r.person, r.organization, r.state, ${isoSql("r.at")} as at, w.over_at <= now() as "isOver"`;
const FROM = "exchange.registration r join exchange.workshop w on w.event = r.event";

/** A registration as the API shows it. */
export function showRegistration({ event, person, state, at }: RegistrationRow): object {
  return { event: recordStub(event), person: recordStub(person), state, at };
}

/** The registration of a person, if there is one. */
export async function readRegistration(
  session: Session,
  { event, person }: { readonly event: string; readonly person: string },
): Promise<RegistrationRow | undefined> {
  const [row] = await session.rows<RegistrationRow>(
    `select ${COLUMNS} from ${FROM} where r.event = ? and r.person = ?`,
    [event, person],
  );
  return row;
}

/** How many places are taken at each event. */
export async function countTaken(
  { database }: ExchangeContext,
  events: readonly string[],
): Promise<Map<string, number>> {
  const rows = await database.rows<{ event: string; taken: number }>(
    `select event, count(*)::int as taken from exchange.registration
     where event = any(?::text[]) and state in ${HOLDING} group by event`,
    [events],
  );
  return new Map(rows.map(({ event, taken }) => [event, taken]));
}

/** The first registrations for each event, in the order in which they came. */
export async function registrationsOfEvents(
  { database, principal: { organization, partner } }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<RegistrationRow & { readonly key: string }>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${COLUMNS} from ${FROM} where r.event = wanted.id and (r.organization = ? or exists
           (select 1 from exchange.record given where given.id = r.event and (given.organization = ?
             or (given.organization is null and split_part(given.id, ':', 1) = ?))))
         order by r.place limit wanted.first) found`,
    [
      keys.map(keyOf),
      keys.map(({ id }) => id),
      keys.map(({ first }) => readPageSize("first", first)),
      ...[organization, organization, partner],
    ],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showRegistration)]));
}
