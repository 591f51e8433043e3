// `GET /feeds/events.ics`: every event to come, as a calendar (RFC 5545). In: filters, and an access key for more than what is
// public. Out: the first 500, their times in UTC, which every calendar shows in its own zone.
import type { FastifyInstance } from "fastify";
import { isPartnerKey } from "../../../schema/record-id.js";
import { isAreaCode } from "../../../schema/record-filter.js";
import { writeCalendar, type CalendarEvent } from "../../../services/exchange/workshops/write-calendar.js";
import { askAsReader, type AskAsReader } from "../../server/ask-as-reader.js";
import { EVENTS, FROM_MIRROR } from "./export-documents.js";
import { all, refuse, type Parameters } from "./export-question.js";
import { readTopic, type FeedOptions } from "./feed-routes.js";
import { isNotModified, tagOfParts } from "./not-modified.js";
import { readerOf } from "./reader-of.js";
import { refusalOf } from "./refusal.js";

interface CalendarRequest {
  readonly Querystring: Parameters;
}

const PAGE = 100;
const MOST_PAGES = 20;
const MOST_EVENTS = 500;
/** What began before that is taken to be over: a series that is longer has events of its own. */
const LONGEST_MS = 92 * 24 * 3_600_000;

/** Adds the route. */
export function addEventsRoute(app: FastifyInstance, { authenticate }: Pick<FeedOptions, "authenticate">): void {
  app.get<CalendarRequest>("/feeds/events.ics", async (request, reply) => {
    await readerOf(request, authenticate);
    const events = await readComing(askAsReader(app, request, FROM_MIRROR), readFilter(request.query));
    const text = writeCalendar("Maillage", events);
    if (isNotModified(request, reply, tagOfParts(text))) return reply;
    return reply.type("text/calendar; charset=utf-8").send(text);
  });
}

type EventFilter = Readonly<Record<string, readonly string[] | string>>;

function readFilter(parameters: Parameters): EventFilter {
  const partners = all(parameters, "partner");
  const areas = all(parameters, "area");
  const topics = all(parameters, "topic").map(readTopic);
  for (const partner of partners) if (!isPartnerKey(partner)) throw refuse("partner", "a partner's key", partner);
  for (const area of areas) if (!isAreaCode(area)) throw refuse("area", "an area's code, like FR-35", area);
  return {
    startsAfter: new Date(Date.now() - LONGEST_MS).toISOString(),
    ...(partners.length === 0 ? {} : { partners }),
    ...(areas.length === 0 ? {} : { areas }),
    ...(topics.length === 0 ? {} : { topics }),
  };
}

interface Page {
  readonly nodes: ReadonlyArray<CalendarEvent>;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function readComing(ask: AskAsReader, filter: EventFilter): Promise<CalendarEvent[]> {
  const events: CalendarEvent[] = [];
  const now = new Date().toISOString();
  for (let pages = 0, after: string | null = null; pages < MOST_PAGES; pages++) {
    const answer = await ask(EVENTS, { filter, after, first: PAGE });
    const page = (answer.data?.["page"] ?? null) as Page | null; // as the document asks
    if (page === null) throw refusalOf(answer);
    events.push(...page.nodes.filter(({ startsAt, endsAt }) => (endsAt ?? startsAt) > now));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || after === null || events.length >= MOST_EVENTS) break;
  }
  return events.slice(0, MOST_EVENTS);
}
