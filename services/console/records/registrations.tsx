// Who goes to an event: all of them for its organizer, one's own for the others. In: the event. Out: a table with what can be done.
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "react-aria-components";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { When } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { CancelRegistration, MarkAttendance } from "./operations.js";
import type { EventShown } from "./shown.js";

type Registration = NonNullable<EventShown["registrations"]>[number];

/** The table; nothing where nobody of ours goes. */
export function Registrations({ event }: { readonly event: EventShown }) {
  const registrations = event.registrations ?? [];
  if (registrations.length === 0) return null;
  return (
    <Section title={<Trans>Registrations</Trans>}>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Who</Trans>
              </th>
              <th scope="col">
                <Trans>State</Trans>
              </th>
              <th scope="col">
                <Trans>When</Trans>
              </th>
              <th scope="col">
                <span className="visually-hidden">
                  <Trans>What can be done</Trans>
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {registrations.map((registration, at) => (
              <Row key={registration.person?.id ?? at} event={event} registration={registration} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Row({
  event,
  registration: { person, state, at },
}: {
  readonly event: EventShown;
  readonly registration: Registration;
}) {
  const labels = useLabels();
  return (
    <tr>
      <td>
        {person === null ? (
          <Trans>Somebody who is not listed</Trans>
        ) : (
          <RecordLink id={person.id}>{person.name}</RecordLink>
        )}
      </td>
      <td>{labels.registration[state]}</td>
      <td>
        <When at={at} />
      </td>
      <td>{person !== null && <RowActs event={event} person={person} state={state} />}</td>
    </tr>
  );
}

interface RowActsProps {
  readonly event: EventShown;
  readonly person: { readonly id: string; readonly name: string };
  readonly state: Registration["state"];
}

function RowActs({ event, person, state }: RowActsProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const cancel = useAct(CancelRegistration, { done: t`Cancelled.` });
  const mark = useAct(MarkAttendance, { done: t`Noted.` });
  const ids = { event: event.id, person: person.id };
  const isOrganizer = event.organization !== null && event.organization.id === viewer.organization;
  const hasBegun = new Date(event.startsAt) < new Date();
  return (
    <span className="actions">
      {!hasBegun && (state === "CONFIRMED" || state === "WAITING") && (
        <Button
          className="button button-small"
          isPending={cancel.isPending}
          onPress={() => cancel.mutate(ids)}
          aria-label={t`Cancel the registration of ${person.name}`}
        >
          <Trans>Cancel</Trans>
        </Button>
      )}
      {isOrganizer && hasBegun && state !== "CANCELLED" && (
        <>
          <Button
            className="button button-small"
            isPending={mark.isPending}
            onPress={() => mark.mutate({ ...ids, attended: true })}
            aria-label={t`${person.name} was there`}
          >
            <Trans>Was there</Trans>
          </Button>
          <Button
            className="button button-small"
            isPending={mark.isPending}
            onPress={() => mark.mutate({ ...ids, attended: false })}
            aria-label={t`${person.name} did not come`}
          >
            <Trans>Did not come</Trans>
          </Button>
        </>
      )}
    </span>
  );
}
