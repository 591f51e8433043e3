// Reporting what is wrong or hurts somebody: to the network's coordinators. In: an id. Out: a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { Flag as FlagIcon } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { Flag } from "../ui/operations.js";

/** The button; nothing for those who act for no organization. */
export function FlagButton({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(Flag, { done: t`Thank you. The coordinators will look at it.` });
  if (!viewer.acts) return null;
  return (
    <FormDialog
      title={t`Report this`}
      buttonClass="plain"
      button={
        <>
          <FlagIcon aria-hidden="true" /> <Trans>Report this</Trans>
        </>
      }
      submit={t`Report`}
      onSubmit={(values) => act.mutateAsync({ subject: id, reason: values.text("reason") })}
    >
      <TextInput name="reason" label={t`What is wrong with it?`} rows={4} maxLength={1000} isRequired />
    </FormDialog>
  );
}
