// Calendars over HTTP: `GET /feeds/events/<id>.ics` and `GET /feeds/communities/<id>.ics`. In: an id, and an access key for
// more than what is public. Out: iCalendar; the same 404 for what is unknown, hidden and gone.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CodedError } from "../../schema/errors.js";
import type { Credentials, Principal } from "../../schema/principal.js";
import type { Exchange } from "../../services/exchange/open-exchange.js";

export interface CalendarOptions {
  readonly calendars: Exchange["calendars"];
  readonly authenticate: (credentials: Credentials) => Promise<Principal>;
}

interface FeedRequest {
  readonly Params: { readonly "*": string };
}

const SUFFIX = ".ics";

/** Adds the routes. */
export function addCalendarRoutes(app: FastifyInstance, { calendars, authenticate }: CalendarOptions): void {
  const serve = (path: string, calendar: (id: string, reader: Principal) => Promise<string | null>): void => {
    app.get<FeedRequest>(`${path}/*`, async (request, reply) => {
      const reader = await readerOf(request, authenticate);
      if (reader === null)
        return reply.code(401).header("www-authenticate", "Bearer").send({ error: "The credential is not good." });
      const file = request.params["*"];
      const text = file.endsWith(SUFFIX) ? await calendar(file.slice(0, -SUFFIX.length), reader) : null;
      return text === null ? reply.code(404).send({ error: "There is no such calendar." }) : send(reply, text);
    });
  };
  serve("/feeds/events", calendars.event);
  serve("/feeds/communities", calendars.community);
}

/** Null for a bad credential. */
async function readerOf(
  { headers: { authorization, origin } }: FastifyRequest<FeedRequest>,
  authenticate: CalendarOptions["authenticate"],
): Promise<Principal | null> {
  try {
    return await authenticate({ authorization, origin });
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function send(reply: FastifyReply, text: string): FastifyReply {
  return reply.header("cache-control", "private, max-age=60").type("text/calendar; charset=utf-8").send(text);
}
