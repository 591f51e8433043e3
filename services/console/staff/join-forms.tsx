// Asking to join for an association that is beside you: with a server of its own, or run by the hub. In: what it says of itself. Out: forms,
// and what came of the request.
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAct } from "../graph/use-act.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { Section } from "../ui/page.js";
import { RequestHostedPartner, RequestToJoin } from "./operations.js";
import { ReportView } from "./report-view.js";
import type { ReportShown } from "./use-check.js";

interface Outcome {
  readonly name: string;
  readonly report: ReportShown;
}

/** The forms. */
export function JoinForms() {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <Section title={<Trans>Ask for an association</Trans>}>
      <p>
        <Trans>
          For associations whose people are beside you, or wrote to you. They can ask by themselves, too, with an access
          key for joining.
        </Trans>
      </p>
      <p className="staff-acts">
        <WithServer told={setOutcome} />
        <WithoutServer told={setOutcome} />
      </p>
      {outcome !== null && !outcome.report.passed && (
        <>
          <p className="notice notice-warn">
            <Trans>{outcome.name} is not waiting yet: its server has to be mended first.</Trans>
          </p>
          <ReportView report={outcome.report} name={outcome.name} />
        </>
      )}
    </Section>
  );
}

interface AskProps {
  readonly told: (outcome: Outcome) => void;
}

function WithServer({ told }: AskProps) {
  const { t } = useLingui();
  const act = useAct(RequestToJoin, {
    done: ({ requestToJoin }) =>
      requestToJoin?.partner ? t`It waits for your approval now.` : t`It does not pass the checks yet.`,
  });
  return (
    <FormDialog
      title={t`An association with a server of its own`}
      button={<Trans>With a server of its own</Trans>}
      submit={t`Run the checks and ask`}
      intro={
        <Trans>
          The checks run first, which may take up to a minute. Only a server that passes them waits for approval.
        </Trans>
      }
      onSubmit={async (values) => {
        const input = { ...association(values), endpoint: values.text("endpoint") };
        const { data } = await act.mutateAsync({ input });
        if (data.requestToJoin !== null) told({ name: input.name, report: data.requestToJoin.report });
      }}
    >
      <AssociationFields />
      <TextInput
        name="endpoint"
        label={t`Address of its graph`}
        type="url"
        hint={t`Like https://directory.example.org/graphql`}
        isRequired
      />
    </FormDialog>
  );
}

function WithoutServer({ told }: AskProps) {
  const { t } = useLingui();
  const act = useAct(RequestHostedPartner, {
    done: t`It waits for your approval now.`,
  });
  return (
    <FormDialog
      title={t`An association without a server`}
      button={<Trans>Run by the hub</Trans>}
      submit={t`Ask`}
      intro={<Trans>The hub keeps its records. It fills them in here, or from a table that it publishes.</Trans>}
      onSubmit={async (values) => {
        const input = { ...association(values), source: values.optional("source") };
        const { data } = await act.mutateAsync({ input });
        if (data.requestHostedPartner !== null) told({ name: input.name, report: data.requestHostedPartner.report });
      }}
    >
      <AssociationFields />
      <TextInput
        name="source"
        label={t`Address of its table`}
        type="url"
        hint={t`A published sheet or a file, if it has one.`}
      />
    </FormDialog>
  );
}

function association(values: FormValues) {
  return {
    key: values.text("key"),
    name: values.text("name"),
    contactEmail: values.text("contactEmail"),
    licence: values.text("licence"),
  };
}

function AssociationFields() {
  const { t } = useLingui();
  return (
    <>
      <TextInput name="name" label={t`Name`} maxLength={200} isRequired />
      <TextInput
        name="key"
        label={t`Key`}
        hint={t`Small letters, digits and hyphens, like entraide-lyon. It begins every id and never changes.`}
        maxLength={40}
        isRequired
      />
      <TextInput
        name="contactEmail"
        label={t`Address for mail`}
        hint={t`How its people are reached; coordinators only see it.`}
        type="email"
        isRequired
      />
      <TextInput
        name="licence"
        label={t`Licence of what it publishes`}
        hint={t`An SPDX name`}
        value="CC-BY-4.0"
        maxLength={64}
        isRequired
      />
    </>
  );
}
