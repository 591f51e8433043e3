// One request about data: what is asked, about which record, how many days are left, the decision. In: the request. Out: a card.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useAct } from "../graph/use-act.js";
import { useFormats } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { RadioInput, TextInput } from "../ui/fields.js";
import { RecordLink } from "../ui/record-link.js";
import { say } from "../ui/said.js";
import { Name, Prose } from "../ui/text.js";
import { ResolveDataRequest, type DataRequestOutcome, type DataRequestsQuery } from "./operations.js";
import { useStaffWords } from "./words.js";

export type DataRequest = NonNullable<DataRequestsQuery["dataRequests"]>["edges"][number]["node"];

interface RequestProps {
  readonly request: DataRequest;
}

/** The card. `name`: of whom or what the request is about, where that is known. */
export function RequestCard({ request, name }: RequestProps & { readonly name: string | null }) {
  const words = useStaffWords();
  const { subject, kind, text, state, partner, outcome } = request;
  return (
    <div className="card">
      <p className="card-kicker">
        <span className="pill">{words.requestState[state]}</span>
        {state === "OPEN" && <DaysLeft request={request} />}
        {outcome !== null && <span className="pill pill-good">{words.outcome[outcome]}</span>}
        {partner !== null && <Name>{partner.name}</Name>}
      </p>
      <h2 className="card-title">
        <Trans>
          {words.requestKind[kind]}: <RecordLink id={subject}>{name ?? subject}</RecordLink>
        </Trans>
      </h2>
      <Prose text={text} />
      {state === "OPEN" && (
        <p className="staff-acts">
          <Resolve request={request} />
        </p>
      )}
    </div>
  );
}

const DAY_MS = 86_400_000;
const FEW_DAYS = 7;

function DaysLeft({ request: { dueAt } }: RequestProps) {
  const formats = useFormats();
  const days = Math.ceil((Date.parse(dueAt) - Date.now()) / DAY_MS);
  const look = days <= 0 ? "pill pill-bad" : days <= FEW_DAYS ? "pill pill-warn" : "pill pill-good";
  return (
    <span className={look} title={formats.time(dueAt)}>
      {days <= 0 ? <Trans>Overdue</Trans> : <Plural value={days} one="# day left" other="# days left" />}
    </span>
  );
}

/** What a request of a kind may come to, besides a refusal. */
const GRANTED = { CORRECT: "CORRECTED", ERASE: "ERASED", ACCESS: "DISCLOSED", OBJECT: "ERASED" } as const;

function Resolve({ request: { id, kind } }: RequestProps) {
  const { t } = useLingui();
  const act = useAct(ResolveDataRequest, { done: t`Decided. Whoever asked is told.` });
  const granted = {
    CORRECTED: t`It was corrected at the partner`,
    ERASED: t`Erase it here, now and for good`,
    DISCLOSED: t`Send a link to all that the hub holds`,
  }[GRANTED[kind]];
  const outcomes: ReadonlyArray<{ readonly value: DataRequestOutcome; readonly label: string }> = [
    { value: GRANTED[kind], label: granted },
    { value: "REFUSED", label: t`Refuse it, and say why` },
  ];
  const lacking = t`Say why you refuse it: whoever asked has a right to know.`;
  return (
    <FormDialog
      title={t`Decide the request`}
      button={<Trans>Decide</Trans>}
      buttonClass="button button-main button-small"
      submit={t`Decide`}
      onSubmit={async (values) => {
        const outcome = outcomes.find(({ value }) => value === values.text("outcome"))?.value ?? "REFUSED";
        const note = values.optional("note");
        if (outcome !== "REFUSED" || note !== null) return act.mutateAsync({ id, outcome, note });
        say({ text: lacking, isBad: true });
        throw new Error("a refusal without its reason");
      }}
    >
      <RadioInput name="outcome" label={t`What is to happen`} choices={outcomes} isRequired />
      <TextInput
        name="note"
        label={t`What to tell them`}
        hint={t`Needed where you refuse.`}
        rows={4}
        maxLength={2000}
      />
    </FormDialog>
  );
}
