// Telling the coordinators that something should not be here. In: its id. Out: a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { useViewer } from "../graph/session.js";
import { useAct } from "../graph/use-act.js";
import { FormDialog } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { Flag } from "../ui/operations.js";

/** The button; nothing for who may not write. */
export function FlagButton({ subject }: { readonly subject: string }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(Flag, { done: t`Thank you. A coordinator will look at it.` });
  if (!viewer.acts) return null;
  return (
    <FormDialog
      title={t`Report this to the coordinators`}
      buttonClass="button button-small"
      button={<Trans>Report</Trans>}
      submit={t`Report`}
      intro={<Trans>Only the coordinators read what you write here. They decide whether it stays.</Trans>}
      onSubmit={(values) => act.mutateAsync({ subject, reason: values.text("reason") })}
    >
      <TextInput name="reason" label={t`What is wrong with it?`} rows={4} maxLength={2000} isRequired />
    </FormDialog>
  );
}
