// Registering people of one's own organization for an event. In: the event. Out: a form that says how many places are left.
import { Trans, useLingui } from "@lingui/react/macro";
import { UserPlus } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { SelectInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { Register, WhoCanGo } from "./operations.js";
import type { EventShown } from "./shown.js";

/** The button and its form. */
export function RegisterButton({ event }: { readonly event: EventShown }) {
  const { t } = useLingui();
  const labels = useLabels();
  const viewer = useViewer();
  const people = usePeople();
  const act = useAct(Register, {
    done: ({ registerForEvent }) =>
      registerForEvent === null
        ? t`Registered.`
        : `${registerForEvent.person?.name ?? ""}: ${labels.registration[registerForEvent.state]}`,
  });
  if (!viewer.acts) return <SignInFirst label={t`Register`} className="button button-main" />;
  const taken = new Set(
    event.registrations?.filter(({ state }) => state !== "CANCELLED").map(({ person }) => person?.id),
  );
  const free = people.filter(({ value }) => !taken.has(value));
  if (free.length === 0) return null;
  return (
    <FormDialog
      title={t`Register for “${event.name}”`}
      buttonClass="button button-main"
      button={
        <>
          <UserPlus aria-hidden="true" />
          {event.placesLeft === 0 ? <Trans>Onto the waiting list</Trans> : <Trans>Register</Trans>}
        </>
      }
      submit={t`Register`}
      intro={
        event.placesLeft === 0 ? (
          <Trans>All places are taken: who cancels makes room, in the order of arrival.</Trans>
        ) : undefined
      }
      onSubmit={(values) => act.mutateAsync({ event: event.id, person: values.text("person") })}
    >
      <SelectInput name="person" label={t`Who goes?`} value={free[0]?.value} choices={free} isRequired />
    </FormDialog>
  );
}

function usePeople() {
  const viewer = useViewer();
  const query = useAsk(WhoCanGo, { organization: viewer.organization ?? "" }, { enabled: viewer.acts });
  const node = query.data?.data.node;
  const people = node?.__typename === "Organization" ? node.people : [];
  return people.flatMap((person) => (person === null ? [] : [{ value: person.id, label: person.name }]));
}
