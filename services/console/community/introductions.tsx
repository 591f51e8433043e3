// Introductions: those to answer, and those that have been asked or answered. In: an introduction. Out: a card.
import { Trans, useLingui } from "@lingui/react/macro";
import { useAct } from "../graph/use-act.js";
import { When } from "../ui/dates.js";
import { FormDialog } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { CopyText } from "../ui/copy.js";
import { AnswerIntroduction, type InboxQuery } from "./operations.js";

type Introduction = NonNullable<InboxQuery["introductions"]>["edges"][number]["node"];

const PILLS = { ASKED: "pill pill-warn", ACCEPTED: "pill pill-good", DECLINED: "pill", EXPIRED: "pill" } as const;

/** One that waits for our answer. */
export function IntroductionToAnswer({ introduction }: { readonly introduction: Introduction }) {
  return (
    <div className="card">
      <Between introduction={introduction} />
      <h3>
        <Name>{introduction.about}</Name>
      </h3>
      <Prose text={introduction.message} />
      <div className="card-acts">
        <AnswerButton id={introduction.id} accept />
        <AnswerButton id={introduction.id} accept={false} />
      </div>
    </div>
  );
}

function Between({ introduction: { from, to, createdAt } }: { readonly introduction: Introduction }) {
  const name = to !== null && "name" in to ? to.name : null;
  return (
    <p className="card-kicker">
      <span>
        {from === null ? <Trans>An organization</Trans> : <RecordLink id={from.id}>{from.name}</RecordLink>} {"→ "}
        {to === null || name === null ? (
          <Trans>somebody who is no longer listed</Trans>
        ) : (
          <RecordLink id={to.id}>{name}</RecordLink>
        )}
      </span>
      <When at={createdAt} />
    </p>
  );
}

interface AnswerProps {
  readonly id: string;
  readonly accept: boolean;
}

function AnswerButton({ id, accept }: AnswerProps) {
  const { t } = useLingui();
  const act = useAnswering({ id, accept });
  const reach = t`An address or a telephone number. They see it, nobody else, for 90 days.`;
  return (
    <FormDialog
      title={accept ? t`Accept the introduction` : t`Decline the introduction`}
      buttonClass={accept ? "button button-main button-small" : "button button-small"}
      button={accept ? <Trans>Accept</Trans> : <Trans>Decline</Trans>}
      submit={accept ? t`Accept` : t`Decline`}
      onSubmit={(values) => act(values.optional("message"), accept ? values.optional("contact") : null)}
    >
      <TextInput name="message" label={t`Your answer`} rows={4} maxLength={4000} />
      {accept && <TextInput name="contact" label={t`How they reach you`} hint={reach} maxLength={200} isRequired />}
    </FormDialog>
  );
}

function useAnswering({ id, accept }: AnswerProps) {
  const { t } = useLingui();
  // Not shown before the hub has answered: the card would leave the list, and with it the form and what was written in it.
  const { mutateAsync } = useAct(AnswerIntroduction, {
    done: accept
      ? t`Accepted. Each side now sees how to reach the other.`
      : t`Declined. They are told, and nothing else.`,
  });
  return (message: string | null, contact: string | null) => mutateAsync({ id, accept, message, contact });
}

interface AskedIntroductionProps {
  readonly introduction: Introduction;
  readonly isByUs: boolean;
}

/** One that we asked for, or have answered. */
export function AskedIntroduction({ introduction, isByUs }: AskedIntroductionProps) {
  const { t } = useLingui();
  const labels = useLabels();
  const { about, message, state, answer, contact } = introduction;
  return (
    <div className="card">
      <Between introduction={introduction} />
      <h3>
        <Name>{about}</Name>
      </h3>
      <p>
        <span className={PILLS[state]}>{labels.introduction[state]}</span>
      </p>
      <details>
        <summary>{isByUs ? t`Your message` : t`Their message`}</summary>
        <Prose text={message} />
      </details>
      {answer !== null && (
        <>
          <h4>{isByUs ? t`Their answer` : t`Your answer`}</h4>
          <Prose text={answer} />
        </>
      )}
      {state === "ACCEPTED" && contact !== null && <CopyText label={t`How to reach them`} text={contact} />}
      {state === "ACCEPTED" && contact === null && (
        <p className="hint">
          <Trans>They left no address, or it is longer than 90 days ago.</Trans>
        </p>
      )}
    </div>
  );
}
