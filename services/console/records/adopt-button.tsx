// "We used this": how another organization's practice went in one's own place. In: a practice, an adoption to be changed. Out: a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { Repeat2 } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { BoxesInput, RadioInput, SelectInput, TextInput, type Choice } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { RecordAdoption, UpdateAdoption, type AdoptionInput, type AdoptionShownFragment } from "./operations.js";

interface AdoptButtonProps {
  readonly practice: { readonly id: string; readonly version: string; readonly name: string };
  /** Ours, to be changed; none yet where it is absent. */
  readonly adoption?: AdoptionShownFragment | undefined;
}

/** The button and its form. */
export function AdoptButton({ practice, adoption }: AdoptButtonProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const done = t`Thank you: others will see how it went with you.`;
  const record = useAct(RecordAdoption, { done });
  const update = useAct(UpdateAdoption, { done });
  const label = adoption === undefined ? t`We used this` : t`Tell how it goes on`;
  if (!viewer.acts) return <SignInFirst label={label} />;
  const send = (values: FormValues): Promise<unknown> => {
    const input = readAdoption(values, practice);
    if (adoption === undefined) return record.mutateAsync({ input });
    return update.mutateAsync({ id: adoption.id, expectedVersion: adoption.version, input });
  };
  return (
    <FormDialog
      title={label}
      button={
        <>
          <Repeat2 aria-hidden="true" />
          {label}
        </>
      }
      submit={t`Tell the network`}
      intro={<Trans>What you changed and what you learnt is worth as much as the practice itself.</Trans>}
      onSubmit={send}
    >
      <AdoptionFields adoption={adoption} />
    </FormDialog>
  );
}

const SETTINGS = ["RURAL", "TOWN", "CITY", "ONLINE"] as const;
const STATES = ["CONSIDERING", "TRYING", "ADOPTED", "STOPPED"] as const;
const CURRENCIES = ["EUR", "GBP", "CAD", "XOF", "CHF", "USD"] as const;

function AdoptionFields({ adoption }: Pick<AdoptButtonProps, "adoption">) {
  const { t } = useLingui();
  const labels = useLabels();
  const states: Choice[] = STATES.map((value) => ({ value, label: labels.adoption[value] }));
  const settings: Choice[] = SETTINGS.map((value) => ({ value, label: labels.setting[value] }));
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <RadioInput
        name="state"
        label={t`How far are you?`}
        value={adoption?.state ?? "TRYING"}
        choices={states}
        isRequired
      />
      <TextInput name="since" type="date" label={t`Since when?`} value={adoption?.since ?? today} isRequired />
      <TextInput
        name="context"
        label={t`Where and with whom?`}
        value={adoption?.context}
        rows={2}
        maxLength={2000}
        isRequired
      />
      <BoxesInput name="settings" label={t`Setting`} values={adoption?.settings ?? []} choices={settings} />
      <TextInput
        name="adaptations"
        label={t`What did you change?`}
        value={adoption?.adaptations}
        rows={3}
        maxLength={4000}
        isRequired
      />
      <WhatCameOfIt adoption={adoption} />
    </>
  );
}

function WhatCameOfIt({ adoption }: Pick<AdoptButtonProps, "adoption">) {
  const { t } = useLingui();
  return (
    <>
      <TextInput name="outcome" label={t`What came of it?`} value={adoption?.outcome ?? ""} rows={2} maxLength={4000} />
      <TextInput
        name="lesson"
        label={t`What would you do differently?`}
        value={adoption?.lesson ?? ""}
        rows={2}
        maxLength={4000}
      />
      <TextInput
        name="cost"
        type="number"
        label={t`What did it cost?`}
        value={adoption?.cost?.amount.toString() ?? ""}
      />
      <SelectInput
        name="currency"
        label={t`Currency`}
        value={adoption?.cost?.currency ?? "EUR"}
        choices={CURRENCIES.map((value) => ({ value, label: value }))}
        isRequired
      />
      <TextInput
        name="savedHours"
        type="number"
        label={t`Hours saved, compared with inventing it yourselves`}
        value={adoption?.savedHours?.toString() ?? ""}
      />
      <SelectInput
        name="rating"
        label={t`Would you recommend it? 1 (no) to 5 (very much)`}
        value={adoption?.rating?.toString()}
        choices={["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }))}
      />
    </>
  );
}

function readAdoption(values: FormValues, practice: AdoptButtonProps["practice"]): AdoptionInput {
  const cost = values.number("cost");
  return {
    practice: practice.id,
    practiceVersion: practice.version,
    state: values.oneOf("state", STATES),
    context: values.text("context"),
    settings: SETTINGS.filter((setting) => values.list("settings").includes(setting)),
    adaptations: values.text("adaptations"),
    outcome: values.optional("outcome"),
    lesson: values.optional("lesson"),
    cost: cost === null ? null : { amount: cost, currency: values.text("currency") },
    savedHours: values.number("savedHours"),
    rating: values.number("rating"),
    since: values.text("since"),
  };
}
