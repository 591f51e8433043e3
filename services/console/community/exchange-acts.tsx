// What a side of an exchange can do: answer it, and report what was learnt. In: the exchange. Out: buttons with forms.
import { Trans, useLingui } from "@lingui/react/macro";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { FormDialog } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { useFormats } from "../ui/dates.js";
import { AnswerExchange, ReportExchange, type OneExchangeQuery } from "./operations.js";
import { RecordField } from "./record-field.js";

type Exchange = NonNullable<OneExchangeQuery["exchange"]>;

/** The buttons; none for who is no side of it. */
export function ExchangeActs({ exchange }: { readonly exchange: Exchange }) {
  const viewer = useViewer();
  const formats = useFormats();
  const own = viewer.acts ? viewer.organization : null;
  const isAsked = own !== null && exchange.with.some((side) => side?.id === own);
  const isSide = isAsked || (own !== null && exchange.from?.id === own);
  const hasAnswered = exchange.answers?.some(({ by }) => by?.id === own) === true;
  if (!isSide) return null;
  if (exchange.state === "PROPOSED")
    return isAsked && !hasAnswered ? (
      <>
        <Answer id={exchange.id} accept />
        <Answer id={exchange.id} accept={false} />
      </>
    ) : (
      <span className="hint">
        <Trans>Waiting for the others to answer.</Trans>
      </span>
    );
  if (exchange.state !== "AGREED") return null;
  const { startDate } = exchange;
  if (startDate !== null && startDate > new Date().toISOString().slice(0, 10))
    return (
      <span className="hint">
        <Trans>From {formats.day(startDate)} on, any side can report what was learnt.</Trans>
      </span>
    );
  return <Report id={exchange.id} />;
}

function Answer({ id, accept }: { readonly id: string; readonly accept: boolean }) {
  const { t } = useLingui();
  const act = useAct(AnswerExchange, {
    done: accept ? t`You have agreed. The other sides are told.` : t`You have declined. The other sides are told.`,
  });
  return (
    <FormDialog
      title={accept ? t`Agree to this exchange` : t`Decline this exchange`}
      buttonClass={accept ? "button button-main" : "button"}
      button={accept ? <Trans>Agree</Trans> : <Trans>Decline</Trans>}
      submit={accept ? t`Agree` : t`Decline`}
      intro={<Trans>You answer once, for your organization.</Trans>}
      onSubmit={(values) => act.mutateAsync({ id, accept, message: values.optional("message") })}
    >
      <TextInput name="message" label={t`A word to the other sides`} rows={3} maxLength={2000} />
    </FormDialog>
  );
}

function Report({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const act = useAct(ReportExchange, { done: t`Thank you. The exchange is done, and everybody can learn from it.` });
  return (
    <FormDialog
      title={t`Report what was learnt`}
      buttonClass="button button-main"
      button={<Trans>Report what was learnt</Trans>}
      submit={t`Publish the report`}
      intro={<Trans>One side reports for all, once. The exchange is then done.</Trans>}
      onSubmit={(values) =>
        act.mutateAsync({ id, outcome: values.text("outcome"), materials: values.list("materials") })
      }
    >
      <TextInput
        name="outcome"
        label={t`What came of it, and what others should know`}
        rows={6}
        maxLength={20_000}
        isRequired
      />
      <RecordField
        name="materials"
        label={t`Practices that came of it (optional)`}
        hint={t`Type a name and choose.`}
        types={["PRACTICE"]}
      />
    </FormDialog>
  );
}
