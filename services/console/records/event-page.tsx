// An event: when, where, who speaks, whether there are places, and registering. In: an id. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { CalendarPlus } from "lucide-react";
import { useAsk } from "../graph/use-ask.js";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, OutLink, plainText, Prose } from "../ui/text.js";
import { Connections, type NamedLink } from "./connections.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { Attachments, LinkedPanel, Related } from "./linked-list.js";
import { EventById } from "./operations.js";
import { RecordFrame } from "./record-frame.js";
import { RegisterButton } from "./register-button.js";
import { Registrations } from "./registrations.js";
import { useRendering } from "./rendering.js";
import type { EventShown } from "./shown.js";
import { Sought } from "./sought.js";

/** The page. */
export function EventPage() {
  const { id } = useParams({ from: "/events/$id" });
  const query = useAsk(EventById, { id });
  return (
    <Sought query={query} find={({ node }) => (node?.__typename === "Event" ? node : null)}>
      {(event) => <EventView key={event.id} event={event} />}
    </Sought>
  );
}

interface EventProps {
  readonly event: EventShown;
}

function EventView({ event }: EventProps) {
  const labels = useLabels();
  const rendering = useRendering(event);
  const isOver = new Date(event.endsAt ?? event.startsAt) < new Date();
  return (
    <RecordFrame
      type="event"
      record={event}
      rendering={rendering}
      kicker={
        <>
          <span>{labels.eventKind[event.eventKind]}</span>
          {isOver ? (
            <span className="pill">
              <Trans>Over</Trans>
            </span>
          ) : (
            <StatusPill status={event.status} />
          )}
        </>
      }
      actions={
        <>
          {!isOver && event.status !== "CANCELLED" && <RegisterButton event={event} />}
          <a className="button" href={`/feeds/events/${encodeURIComponent(event.id)}.ics`} download>
            <CalendarPlus aria-hidden="true" />
            <Trans>Into my calendar</Trans>
          </a>
          <FollowButton id={event.id} />
        </>
      }
      aside={<EventAside event={event} />}
    >
      <Prose {...rendering.prose("description")} />
      <Attachments items={event.attachments} />
      <Registrations event={event} />
      <EventConnections event={event} />
      <Related hits={event.related} />
      <FlagButton id={event.id} />
    </RecordFrame>
  );
}

function StatusPill({ status }: Pick<EventShown, "status">) {
  const labels = useLabels();
  const look = {
    PLANNED: "pill",
    CONFIRMED: "pill pill-good",
    POSTPONED: "pill pill-warn",
    CANCELLED: "pill pill-bad",
  } as const;
  return <span className={look[status]}>{labels.eventStatus[status]}</span>;
}

function EventAside({ event }: EventProps) {
  const formats = useFormats();
  const { startsAt, endsAt, timeZone, place, online, joinUrl, partOf, speakers, materials, placesLeft, capacity } =
    event;
  return (
    <>
      <section>
        <h2>
          <Trans>When and where</Trans>
        </h2>
        <Facts>
          <Fact name={<Trans>Begins</Trans>}>
            <time dateTime={startsAt}>{formats.time(startsAt, timeZone)}</time> <span className="hint">{timeZone}</span>
          </Fact>
          {endsAt !== null && (
            <Fact name={<Trans>Ends</Trans>}>
              <time dateTime={endsAt}>{formats.time(endsAt, timeZone)}</time>
            </Fact>
          )}
          {place !== null && (
            <Fact name={<Trans>Place</Trans>}>
              <Name>{place}</Name>
            </Fact>
          )}
          {online && (
            <Fact name={<Trans>Online</Trans>}>
              {joinUrl === null ? <Trans>yes</Trans> : <OutLink url={joinUrl}>{plainText(joinUrl)}</OutLink>}
            </Fact>
          )}
          <Fact name={<Trans>Places</Trans>}>
            <Places placesLeft={placesLeft} capacity={capacity} />
          </Fact>
          {partOf !== null && (
            <Fact name={<Trans>Part of</Trans>}>
              <RecordLink id={partOf.id}>{partOf.name}</RecordLink>
            </Fact>
          )}
        </Facts>
      </section>
      <LinkedPanel
        title={<Trans>Who speaks</Trans>}
        items={speakers}
        note={({ headline }) => headline !== null && plainText(headline)}
      />
      <LinkedPanel title={<Trans>Materials</Trans>} items={materials} />
    </>
  );
}

function Places({ placesLeft, capacity }: Pick<EventShown, "placesLeft" | "capacity">) {
  if (capacity === null) return <Trans>no limit</Trans>;
  if (placesLeft === 0) return <Trans>none of {capacity} left; there is a waiting list</Trans>;
  return (
    <Trans>
      {placesLeft} of {capacity} left
    </Trans>
  );
}

function EventConnections({ event }: EventProps) {
  const { t } = useLingui();
  const names: NamedLink[] = [
    [event.organization, t`given by`],
    [event.partOf, t`part of`],
    ...event.speakers.map((each): NamedLink => [each, t`speaks`]),
    ...event.materials.map((each): NamedLink => [each, t`used here`]),
  ];
  return <Connections record={event} names={names} referencedBy={event.referencedBy} />;
}
