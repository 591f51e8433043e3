// Telling the coordinators that something is wrong or hurts somebody. In: its id. Out: a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { Flag as FlagIcon } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "./dialog.js";
import { TextInput } from "./fields.js";
import { Flag } from "./operations.js";

interface FlagButtonProps {
  readonly id: string;
  /** At the end of a page it is only a line; among other buttons it is one of them. */
  readonly isButton?: boolean;
}

/** The button; nothing for those who act for no organization. */
export function FlagButton({ id, isButton = false }: FlagButtonProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(Flag, { done: t`Thank you. The coordinators will look at it.` });
  if (!viewer.acts) return null;
  return (
    <FormDialog
      title={t`Report this to the coordinators`}
      buttonClass={isButton ? "button button-small" : "plain"}
      button={
        <>
          <FlagIcon aria-hidden="true" /> {isButton ? <Trans>Report</Trans> : <Trans>Report this</Trans>}
        </>
      }
      submit={t`Report`}
      intro={<Trans>Only the coordinators read what you write here. They decide whether it stays.</Trans>}
      onSubmit={(values) => act.mutateAsync({ subject: id, reason: values.text("reason") })}
    >
      <TextInput name="reason" label={t`What is wrong with it?`} rows={4} maxLength={2000} isRequired />
    </FormDialog>
  );
}
