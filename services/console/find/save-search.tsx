// Keeping a search, with alerts of what is new. In: the question. Out: a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { BellPlus } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { BoxesInput, TextInput } from "../ui/fields.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { KeepSearch } from "./operations.js";
import type { Asked } from "./asked.js";
import type { Question } from "./question.js";

interface SaveSearchProps {
  readonly question: Question;
  readonly asked: Asked;
}

/** The button; nothing for members who act for no organization. */
export function SaveSearch({ question, asked: { text, filter } }: SaveSearchProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(KeepSearch, { done: t`Kept. What is new will come to your inbox.` });
  if (!viewer.acts)
    return viewer.isMember ? null : <SignInFirst label={t`Keep this search`} className="button button-small" />;
  return (
    <FormDialog
      title={t`Keep this search`}
      buttonClass="button button-small"
      button={
        <>
          <BellPlus aria-hidden="true" />
          <Trans>Keep this search</Trans>
        </>
      }
      submit={t`Keep`}
      onSubmit={(values) =>
        act.mutateAsync({
          input: {
            name: values.text("name"),
            text,
            filter: JSON.stringify(filter),
            alert: values.list("alert").length > 0,
          },
        })
      }
    >
      <TextInput name="name" label={t`Name`} value={question.q} maxLength={100} isRequired />
      <BoxesInput
        name="alert"
        label={t`Alert`}
        values={["yes"]}
        choices={[{ value: "yes", label: t`Tell me in my inbox when something new matches` }]}
      />
    </FormDialog>
  );
}
