// What is coming: events of all partners, by month. In: the address: kind, online or not, topic, country, whose time. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { Button } from "react-aria-components";
import { Empty, Failure } from "../ui/asked.js";
import type { ExportRow } from "../ui/export-files.js";
import { ExportList } from "../ui/export-list.js";
import { Page } from "../ui/page.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { groupBy } from "./by-day.js";
import { CalendarFilters } from "./calendar-filters.js";
import { Calendars } from "./calendars.js";
import { CompletenessNote } from "./completeness-note.js";
import { EventLine } from "./event-line.js";
import { Glance } from "./glance.js";
import type { CalendarSearch } from "./routes.js";
import { useComingEvents, type ComingEvent } from "./use-coming-events.js";
import { useEventTimes } from "./event-times.js";

/** The page. */
export function CalendarPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/calendar" });
  return (
    <Glance>
      <Page
        title={t`Calendar`}
        lead={<Trans>Trainings, visits, workshops and meetings that are coming, of all partners.</Trans>}
        aside={<Calendars topic={search.topic} />}
      >
        <CalendarFilters search={search} />
        <Coming search={search} />
      </Page>
    </Glance>
  );
}

function Coming({ search }: { readonly search: CalendarSearch }) {
  const query = useComingEvents(search);
  const pages = query.data?.pages;
  const events = useMemo(() => (pages ?? []).flatMap(({ data }) => data.events?.nodes ?? []), [pages]);
  const completeness = pages?.[0]?.data.events?.completeness;
  if (query.isPending) return <ListSkeleton rows={5} />;
  return (
    <>
      {query.error !== null && <Failure error={query.error} again={() => void query.refetch()} />}
      {events.length === 0 && query.error === null ? (
        <NothingComing search={search} />
      ) : (
        <div aria-busy={query.isPlaceholderData} className="coming">
          <Months events={events} search={search} />
        </div>
      )}
      {query.hasNextPage && (
        <p className="more">
          <Button className="button" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </p>
      )}
      <ExportList name="calendar" rows={events.map(rowOf)} />
      {completeness !== undefined && <CompletenessNote completeness={completeness} />}
    </>
  );
}

function rowOf(event: ComingEvent): ExportRow {
  const { id, name, eventKind, status, startsAt, endsAt, timeZone, place, organization, placesLeft } = event;
  return {
    ...{ id, name, kind: eventKind, status, startsAt, endsAt, timeZone, place },
    ...{ organization: organization?.name, placesLeft },
  };
}

function Months({ events, search }: { readonly events: readonly ComingEvent[]; readonly search: CalendarSearch }) {
  const times = useEventTimes(search.time === "own");
  const [first] = events;
  return (
    <>
      {!times.isOwn && first !== undefined && (
        <p className="hint">
          <Trans>All hours are on your own clock: {times.zone(first)}.</Trans>
        </p>
      )}
      {groupBy(events, (event) => times.month(event)).map(({ key, items }) => (
        <section key={key} className="section">
          <h2 className="month">{key}</h2>
          <ul className="cards">
            {items.map((event) => (
              <li key={event.id}>
                <EventLine event={event} times={times} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function NothingComing({ search: { time, ...filters } }: { readonly search: CalendarSearch }) {
  const isNarrow = Object.keys(filters).length > 0;
  return (
    <Empty>
      <p>
        <Trans>Nothing of this kind is coming.</Trans>
      </p>
      {isNarrow && (
        <p>
          <Link to="/calendar" search={time === undefined ? {} : { time }}>
            <Trans>See everything that is coming</Trans>
          </Link>
        </p>
      )}
      <p>
        <Link to="/exchanges">
          <Trans>Propose a visit or an exchange</Trans>
        </Link>
      </p>
    </Empty>
  );
}
