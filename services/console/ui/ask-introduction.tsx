// "Ask for an introduction": the hub carries the message; nobody's address is shown until both sides agree. In: to whom, about what. Out:
// a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { Send } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "./dialog.js";
import { TextInput } from "./fields.js";
import { AskForIntroduction } from "./operations.js";
import { SignInFirst } from "./sign-in-first.js";

interface AskIntroductionProps {
  readonly to: string;
  readonly name: string;
  readonly about?: string;
  readonly isSmall?: boolean;
}

/** The button. */
export function AskIntroduction({ to, name, about = "", isSmall = false }: AskIntroductionProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(AskForIntroduction, {
    done: t`Your message is on its way to ${name}. The answer comes to your inbox.`,
  });
  const buttonClass = isSmall ? "button button-small" : "button button-main";
  const label = t`Ask for an introduction`;
  if (!viewer.acts) return <SignInFirst label={label} className={buttonClass} />;
  return (
    <FormDialog
      title={t`Ask ${name} for an introduction`}
      buttonClass={buttonClass}
      button={
        <>
          <Send aria-hidden="true" />
          {label}
          <span className="visually-hidden">{` (${name})`}</span>
        </>
      }
      submit={t`Send`}
      intro={
        <Trans>The hub carries your message to their association. Addresses are exchanged only if they agree.</Trans>
      }
      onSubmit={(values) =>
        act.mutateAsync({
          input: {
            to,
            about: values.text("about"),
            message: values.text("message"),
            contact: values.optional("contact"),
          },
        })
      }
    >
      <TextInput name="about" label={t`What is it about?`} value={about} maxLength={200} isRequired />
      <TextInput
        name="message"
        label={t`Your message`}
        hint={t`Who you are, what you are planning, what you would like to know.`}
        rows={5}
        maxLength={4000}
        isRequired
      />
      <TextInput
        name="contact"
        label={t`How to reach you`}
        hint={t`Shown to them only once they have accepted.`}
        maxLength={300}
      />
    </FormDialog>
  );
}
