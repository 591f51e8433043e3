// One event of the calendar: when, what, where, whether there are places, and its file for a calendar. In: an event. Out: a card.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { CalendarPlus } from "lucide-react";
import { useFormats } from "../ui/dates.js";
import { OtherLanguage } from "../ui/hit-card.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, plainText } from "../ui/text.js";
import type { EventTimes } from "./event-times.js";
import type { ComingEvent } from "./use-coming-events.js";

interface EventLineProps {
  readonly event: ComingEvent;
  readonly times: EventTimes;
}

/** The card. */
export function EventLine({ event, times }: EventLineProps) {
  const labels = useLabels();
  const { id, name, language, eventKind, status, startsAt, organization, partner } = event;
  const day = times.day(event);
  const isOff = status === "CANCELLED" || status === "POSTPONED";
  return (
    <div className={isOff ? "card event-line event-off" : "card event-line"}>
      <p className="event-day" aria-hidden="true">
        <strong>{day.number}</strong> {day.name}
      </p>
      <div className="event-what">
        <p className="card-kicker">
          <span>{labels.eventKind[eventKind]}</span>
          <Status status={status} />
          <Name>{organization?.name ?? partner?.name ?? ""}</Name>
          <OtherLanguage tag={language} />
        </p>
        <h3>
          <RecordLink id={id} language={language}>
            {name}
          </RecordLink>
        </h3>
        <p>
          <time dateTime={startsAt}>{times.span(event)}</time>{" "}
          {times.isOwn && <span className="hint">{times.zone(event)}</span>}
        </p>
        <Where event={event} />
        {!isOff && <Places event={event} />}
      </div>
      <IntoCalendar id={id} name={name} />
    </div>
  );
}

function IntoCalendar({ id, name }: Pick<ComingEvent, "id" | "name">) {
  const { t } = useLingui();
  return (
    <a
      className="button button-small"
      href={`/feeds/events/${encodeURIComponent(id)}.ics`}
      download
      aria-label={t`Into my calendar: ${plainText(name)}`}
    >
      <CalendarPlus aria-hidden="true" />
      <Trans>Into my calendar</Trans>
    </a>
  );
}

function Status({ status }: Pick<ComingEvent, "status">) {
  const labels = useLabels();
  const look = {
    PLANNED: "pill",
    CONFIRMED: "pill pill-good",
    POSTPONED: "pill pill-warn",
    CANCELLED: "pill pill-bad",
  } as const;
  return <span className={look[status]}>{labels.eventStatus[status]}</span>;
}

function Where({ event: { online, place, countries } }: Pick<EventLineProps, "event">) {
  const formats = useFormats();
  const land = formats.list(countries.map((code) => formats.country(code)));
  return (
    <p className="hint">
      {online && <Trans>Online</Trans>}
      {online && (place !== null || land !== "") && " · "}
      {place !== null && <Name>{place}</Name>}
      {place !== null && land !== "" && ", "}
      {land}
    </p>
  );
}

function Places({ event: { capacity, placesLeft } }: Pick<EventLineProps, "event">) {
  if (capacity === null || placesLeft === null)
    return (
      <p className="hint">
        <Trans>No limit of places</Trans>
      </p>
    );
  if (placesLeft === 0)
    return (
      <p className="event-full">
        <Trans>Full; there is a waiting list</Trans>
      </p>
    );
  return (
    <p className="hint">
      <Plural value={placesLeft} one={`# place of ${capacity} left`} other={`# places of ${capacity} left`} />
    </p>
  );
}
