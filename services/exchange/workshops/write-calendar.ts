// Writing calendars (RFC 5545). In: events. Out: a calendar's text; times are in UTC, which every calendar shows in its own zone.
import icalGenerator, { ICalEventStatus, type ICalEventData } from "ical-generator";

/** An event as the graph has it. */
export interface CalendarEvent {
  readonly id: string;
  readonly name: string;
  readonly summary: string | null;
  readonly status: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly place: string | null;
  readonly url: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The calendar of some events. */
export function writeCalendar(name: string | null, events: readonly CalendarEvent[]): string {
  const prodId = { company: "Maillage", product: "Events", language: "EN" };
  return icalGenerator({
    name: name === null ? null : escapeText(name),
    prodId,
    events: events.map(calendarEvent),
  }).toString();
}

/** RFC 5545, 3.3.11: the library does this for events, not for a calendar's name. */
function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`);
}

const STATUS: Readonly<Record<string, ICalEventStatus>> = {
  CANCELLED: ICalEventStatus.CANCELLED,
  CONFIRMED: ICalEventStatus.CONFIRMED,
};

/** The same as long as the event is: its UID is its id, its stamp the time of its last change. */
function calendarEvent(event: CalendarEvent): ICalEventData {
  const { id, name, summary, status, startsAt, endsAt, place, url, createdAt, updatedAt } = event;
  return {
    ...{ id: `${id}@maillage`, summary: name, description: summary, location: place, url },
    ...{ start: new Date(startsAt), end: endsAt === null ? null : new Date(endsAt) },
    ...{ created: new Date(createdAt), lastModified: new Date(updatedAt), stamp: new Date(updatedAt) },
    status: STATUS[status] ?? ICalEventStatus.TENTATIVE,
  };
}
