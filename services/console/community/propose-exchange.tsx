// Proposing an exchange. In: what a member says of it. Out: a button with a form; the exchange's page when it is there.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { say } from "../ui/said.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { TopicField } from "../ui/topic-field.js";
import { ProposeExchange as Propose, type ExchangeInput } from "./operations.js";
import { RecordField } from "./record-field.js";
import { EXCHANGE_KINDS } from "./routes.js";

/** The button. */
export function ProposeExchange() {
  const { t } = useLingui();
  const viewer = useViewer();
  const navigate = useNavigate();
  const act = useAct(Propose, {
    done: t`Proposed. The others are told; their answers come to your inbox.`,
  });
  const propose = async (values: FormValues): Promise<unknown> => {
    const input = inputOf(values);
    if (input.with.length > 0) {
      const { proposeExchange } = (await act.mutateAsync({ input })).data;
      return proposeExchange && navigate({ to: "/exchanges/$id", params: { id: proposeExchange.id } });
    }
    const text = t`Choose with whom: at least one organization.`;
    say({ text, isBad: true });
    throw new Error(text);
  };
  if (!viewer.acts) return <SignInFirst label={t`Propose an exchange`} className="button button-main" />;
  return (
    <FormDialog
      title={t`Propose an exchange`}
      buttonClass="button button-main"
      button={
        <>
          <Handshake aria-hidden="true" />
          <Trans>Propose an exchange</Trans>
        </>
      }
      submit={t`Propose it`}
      intro={<Trans>Until everybody has agreed, only the organizations that you name here know of it.</Trans>}
      onSubmit={propose}
    >
      <ExchangeFields own={viewer.organization ?? ""} />
    </FormDialog>
  );
}

const READERS = ["NETWORK", "PUBLIC"] as const;

function inputOf(values: FormValues): ExchangeInput {
  return {
    kind: values.oneOf("kind", EXCHANGE_KINDS),
    title: values.text("title"),
    text: values.text("text"),
    with: values.list("with"),
    topics: values.list("topics"),
    visibility: values.oneOf("visibility", READERS),
    startDate: values.optional("startDate"),
    endDate: values.optional("endDate"),
  };
}

function ExchangeFields({ own }: { readonly own: string }) {
  const { t } = useLingui();
  const { exchangeKind, visibility } = useLabels();
  return (
    <>
      <RadioInput
        name="kind"
        label={t`What kind?`}
        value="FIELD_VISIT"
        choices={EXCHANGE_KINDS.map((value) => ({ value, label: exchangeKind[value] }))}
        isRequired
      />
      <RecordField
        name="with"
        label={t`With whom?`}
        hint={t`Type the name of an organization and choose; several are possible.`}
        types={["ORGANIZATION"]}
        without={[own]}
      />
      <TextInput name="title" label={t`Title`} maxLength={200} isRequired />
      <TextInput name="text" label={t`What you have in mind`} rows={5} maxLength={20_000} isRequired />
      <TopicField name="topics" label={t`Topics (optional)`} />
      <TextInput name="startDate" type="date" label={t`First day`} />
      <TextInput name="endDate" type="date" label={t`Last day`} />
      <RadioInput
        name="visibility"
        label={t`Who may read of it once it is agreed?`}
        value="NETWORK"
        choices={READERS.map((value) => ({ value, label: visibility[value] }))}
        isRequired
      />
    </>
  );
}
