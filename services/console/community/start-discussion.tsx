// Starting a discussion in a community. In: its id. Out: a button with a form; the discussion's page when it is there.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { MessageSquarePlus } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { LanguageInput } from "./language-input.js";
import { StartDiscussion as Start } from "./operations.js";
import { RecordField } from "./record-field.js";

const ABOUT = ["PRACTICE", "PROJECT", "EVENT", "ORGANIZATION", "PERSON"] as const;

/** The button, for members of the community. */
export function StartDiscussion({ community }: { readonly community: string }) {
  const { t } = useLingui();
  const start = useStarting(community);
  return (
    <FormDialog
      title={t`Start a discussion`}
      buttonClass="button button-main"
      button={
        <>
          <MessageSquarePlus aria-hidden="true" />
          <Trans>Start a discussion</Trans>
        </>
      }
      submit={t`Start it`}
      onSubmit={start}
    >
      <TextInput name="title" label={t`What is it about, in one line?`} maxLength={200} isRequired />
      <TextInput
        name="text"
        label={t`Your question, or what you have to tell`}
        rows={6}
        maxLength={20_000}
        isRequired
      />
      <RecordField
        name="about"
        label={t`Practices, projects, events … that it is about (optional)`}
        hint={t`Whoever opens them then finds this discussion.`}
        types={ABOUT}
      />
      <LanguageInput />
    </FormDialog>
  );
}

function useStarting(community: string): (values: FormValues) => Promise<unknown> {
  const { t } = useLingui();
  const navigate = useNavigate();
  const act = useAct(Start, { done: t`The discussion has begun. Replies come to your inbox.` });
  return async (values) => {
    const [title, text, language] = [values.text("title"), values.text("text"), values.text("language")];
    const input = { community, title, text, language, about: values.list("about") };
    const { startDiscussion } = (await act.mutateAsync({ input })).data;
    return startDiscussion && navigate({ to: "/discussions/$id", params: { id: startDiscussion.id } });
  };
}
