// The events to come, page after page, the soonest first. In: filters. Out: TanStack Query's pages.
import { useLingui } from "@lingui/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../graph/ask.js";
import { ComingEvents, type ComingEventsQuery, type EventFilter } from "./operations.js";
import type { CalendarSearch } from "./routes.js";

export type ComingEvent = NonNullable<ComingEventsQuery["events"]>["nodes"][number];

const FRESH_MS = 60_000;
const HOUR_MS = 3_600_000;
/** What began a while ago may still be going on. */
const BEFORE_MS = 6 * HOUR_MS;

/** Asks for the first page; `fetchNextPage` for the next one. What was shown stays until the new answer is there. */
export function useComingEvents(search: CalendarSearch) {
  const { i18n } = useLingui();
  const filter = filterOf(search);
  return useInfiniteQuery({
    queryKey: [ComingEvents.name, filter, i18n.locale],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<ComingEventsQuery>> =>
      ask(ComingEvents, { filter, after: pageParam }, { signal }),
    getNextPageParam: ({ data }) =>
      data.events?.pageInfo.hasNextPage === true ? data.events.pageInfo.endCursor : null,
    placeholderData: (before) => before,
    staleTime: FRESH_MS,
    retry: false,
  });
}

/** The same for an hour, so that answers are found again. */
function filterOf({ kind, where, topic, country }: CalendarSearch): EventFilter {
  const hour = Math.floor((Date.now() - BEFORE_MS) / HOUR_MS) * HOUR_MS;
  return {
    startsAfter: new Date(hour).toISOString(),
    ...(kind === undefined ? {} : { kinds: [kind] }),
    ...(where === undefined ? {} : { online: where === "online" }),
    ...(topic === undefined ? {} : { topics: [topic] }),
    ...(country === undefined ? {} : { countries: [country] }),
  };
}
