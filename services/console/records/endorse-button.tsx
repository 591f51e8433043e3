// Endorsing a person for something one has seen them do. In: a person. Out: a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { BadgeCheck } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { SelectInput, TextInput } from "../ui/fields.js";
import { Endorse } from "./operations.js";
import type { PersonShown } from "./shown.js";

/** The button and its form; nothing for one's own people, and for those who act for no organization. */
export function EndorseButton({ person }: { readonly person: PersonShown }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(Endorse, { done: t`Thank you: it counts as evidence.` });
  const known = new Map(
    [...person.expertise.map(({ topic }) => topic), ...person.topics].map(({ id, label }) => [id, label ?? id]),
  );
  const topics = [...known].map(([value, label]) => ({ value, label }));
  if (!viewer.acts || topics.length === 0 || person.organization?.id === viewer.organization) return null;
  return (
    <FormDialog
      title={t`Endorse ${person.name}`}
      button={
        <>
          <BadgeCheck aria-hidden="true" />
          <Trans>Endorse</Trans>
        </>
      }
      submit={t`Endorse`}
      onSubmit={(values) =>
        act.mutateAsync({
          input: { person: person.id, topic: values.text("topic"), statement: values.optional("statement") },
        })
      }
    >
      <SelectInput name="topic" label={t`For what?`} value={topics[0]?.value} choices={topics} isRequired />
      <TextInput name="statement" label={t`What have you seen them do?`} rows={3} maxLength={1000} />
    </FormDialog>
  );
}
