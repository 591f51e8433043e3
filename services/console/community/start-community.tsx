// Starting a community. In: what a member says of it. Out: a button with a form; the community's page when it is there.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { TopicField } from "../ui/topic-field.js";
import { LanguageInput } from "./language-input.js";
import { StartCommunity as Start } from "./operations.js";
import { useTopicsGiven } from "./use-topics-given.js";

/** The button. */
export function StartCommunity() {
  const { t } = useLingui();
  const viewer = useViewer();
  const start = useStarting();
  if (!viewer.acts) return <SignInFirst label={t`Start a community`} className="button button-main" />;
  return (
    <FormDialog
      title={t`Start a community`}
      buttonClass="button button-main"
      button={
        <>
          <Plus aria-hidden="true" />
          <Trans>Start a community</Trans>
        </>
      }
      submit={t`Start it`}
      onSubmit={start}
    >
      <Fields />
    </FormDialog>
  );
}

/** Who may read what is said in a community. */
const READERS = ["NETWORK", "PUBLIC", "MEMBERS"] as const;

function useStarting(): (values: FormValues) => Promise<unknown> {
  const { t } = useLingui();
  const navigate = useNavigate();
  const topicsOf = useTopicsGiven();
  const act = useAct(Start, { done: t`The community is there. Yours is its first member.` });
  return async (values) => {
    const input = {
      name: values.text("name"),
      summary: values.optional("summary"),
      language: values.text("language"),
      topics: topicsOf(values),
      visibility: values.oneOf("visibility", READERS),
    };
    const { createCommunity } = (await act.mutateAsync({ input })).data;
    return createCommunity && navigate({ to: "/communities/$id", params: { id: createCommunity.id } });
  };
}

function Fields() {
  const { t } = useLingui();
  const { communityVisibility } = useLabels();
  const choices = READERS.map((value) => ({
    value,
    label: communityVisibility[value],
  }));
  return (
    <>
      <TextInput name="name" label={t`Name`} maxLength={200} isRequired />
      <TextInput name="summary" label={t`What it is for`} rows={3} maxLength={2000} />
      <TopicField name="topics" label={t`Topics`} hint={t`Type a few letters and choose. At least one.`} />
      <LanguageInput />
      <RadioInput
        name="visibility"
        label={t`Who may read what is said there?`}
        value="NETWORK"
        choices={choices}
        isRequired
      />
    </>
  );
}
