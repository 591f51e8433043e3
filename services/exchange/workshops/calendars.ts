// Calendars (RFC 5545): one event, or the events to come of a community. In: an id and who asks. Out: a calendar's text, of
// what the reader may see; nobody is named in it.
import { parseRecordId } from "../../../schema/record-id.js";
import { narrowerThan } from "../../../schema/topics.js";
import { communitySql } from "../communities/may-read.js";
import type { ExchangeContext } from "../exchange-context.js";
import { lookUp, type KnownRecord } from "../records/look-up.js";
import { seenSql } from "../records/seen.js";
import { writeCalendar } from "./write-calendar.js";

/** How many events a calendar holds. */
const MOST_EVENTS = 100;

/** The calendar of an event; null for one that is unknown, hidden or gone. */
export async function eventCalendar(context: ExchangeContext, id: string): Promise<string | null> {
  const [event] = await readEvents(context, [id]);
  return event === undefined ? null : calendarOf(null, [event]);
}

/**
 * The calendar of a community: events to come, or under way, that a member gives and that are about one of the community's
 * topics; the first 100. Null for a community that is unknown or hidden.
 */
export async function communityCalendar(context: ExchangeContext, id: string): Promise<string | null> {
  if (parseRecordId(id) === null) return null;
  const seen = communitySql(context.principal);
  const [community] = await context.database.rows<{ name: string; topics: readonly string[] }>(
    `select c.name, c.topics from exchange.community c where c.id = ? and ${seen.text}`,
    [id, ...seen.values],
  );
  if (community === undefined) return null;
  const { visibility } = context.principal;
  const rows = await context.database.rows<{ id: string }>(
    `select e.id from exchange.record e join exchange.member m on m.organization = e.organization
     where m.community = ? and e.type = 'Event' and not e.gone and e.topics && ?::text[]
       and e.starts_at > now() - interval '1 day' and ${seenSql("e.id", visibility)}
       and ${seenSql("e.organization", visibility)}
     order by e.starts_at, e.id limit ${MOST_EVENTS}`,
    [id, narrowerThan(community.topics)],
  );
  const events = await readEvents(
    context,
    rows.map((row) => row.id),
  );
  return calendarOf(community.name, events.filter(isToCome));
}

type KnownEvent = KnownRecord & { readonly event: NonNullable<KnownRecord["event"]> };

/** As the mirror has them: whoever fetches a calendar makes no work for partners. */
async function readEvents({ ask, principal }: ExchangeContext, ids: readonly string[]): Promise<KnownEvent[]> {
  const found = await lookUp(ask, ids, { visibility: principal.visibility, freshness: "mirror" });
  return ids.flatMap((id) => {
    const record = found.get(id);
    return record?.event ? [{ ...record, event: record.event }] : [];
  });
}

function isToCome({ event: { startsAt, endsAt } }: KnownEvent): boolean {
  return (endsAt ?? startsAt) > new Date().toISOString();
}

function calendarOf(name: string | null, events: readonly KnownEvent[]): string {
  return writeCalendar(
    name,
    events.map(({ id, name, createdAt, updatedAt, event }) => ({ ...event, id, name, createdAt, updatedAt })),
  );
}
