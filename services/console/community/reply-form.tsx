// Writing a reply. In: the post that it answers, or none. Out: a form; what was written stays until the hub has taken it.
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, Form } from "react-aria-components";
import { useSending } from "../ui/dialog.js";
import { SelectInput, TextInput } from "../ui/fields.js";
import { plainText } from "../ui/text.js";
import { useDiscussion } from "./discussion-context.js";
import { useReplying } from "./use-posting.js";

interface ReplyFormProps {
  readonly replyTo: string | null;
  readonly close?: () => void;
}

/** The form. */
export function ReplyForm({ replyTo, close }: ReplyFormProps) {
  const { t } = useLingui();
  const reply = useReplying(replyTo);
  const [sent, setSent] = useState(0);
  const { isBusy, send } = useSending(reply, () => {
    setSent((count) => count + 1); // an empty form again
    close?.();
  });
  return (
    <Form className="inline-form" onSubmit={send} key={sent}>
      <TextInput
        name="text"
        label={replyTo === null ? t`Your reply to everyone` : t`Your reply to this post`}
        rows={4}
        maxLength={20_000}
        isRequired
      />
      <Signature id={replyTo ?? "all"} />
      <div className="form-end">
        <Button type="submit" className="button button-main" isPending={isBusy}>
          <Trans>Reply</Trans>
        </Button>
        {close !== undefined && (
          <Button className="button" onPress={close}>
            <Trans>Cancel</Trans>
          </Button>
        )}
      </div>
    </Form>
  );
}

/** Who of the organization says it; whoever signs has the credit when the answer is accepted. */
function Signature({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const people = useDiscussion().own?.people ?? [];
  if (people.length === 0) return null;
  const choices = people.map((person) => ({ value: person.id, label: plainText(person.name) }));
  return (
    <SelectInput
      name={`signedBy-${id}`}
      label={t`Signed by`}
      hint={t`One of your listed people, who then has the credit for an accepted answer.`}
      choices={choices}
    />
  );
}
