// What can be done with a post: reply, accept it, change or delete one's own, report another's. In: a post. Out: buttons and forms.
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "react-aria-components";
import { FormDialog } from "../ui/dialog.js";
import { EditForm } from "./edit-form.js";
import { FlagButton } from "../ui/flag-button.js";
import { useDiscussion } from "./discussion-context.js";
import type { PostShownFragment } from "./operations.js";
import { ReplyForm } from "./reply-form.js";
import { useAccepting, useDeleting } from "./use-posting.js";

/** The buttons, and the form that one of them has opened. */
export function PostActs({ post }: { readonly post: PostShownFragment }) {
  const { mayWrite, own, isStarter, accepted } = useDiscussion();
  const [open, setOpen] = useState<"reply" | "edit" | null>(null);
  const isOwn = own !== null && post.author?.id === own.id;
  const close = (): void => setOpen(null);
  if (own === null) return null;
  return (
    <>
      <div className="post-acts">
        {mayWrite && (
          <Button
            className="button button-small"
            aria-expanded={open === "reply"}
            onPress={() => setOpen(open === "reply" ? null : "reply")}
          >
            <Trans>Reply</Trans>
          </Button>
        )}
        {isStarter && !isOwn && accepted !== post.id && <AcceptButton id={post.id} />}
        {isOwn && mayWrite && (
          <Button
            className="button button-small"
            aria-expanded={open === "edit"}
            onPress={() => setOpen(open === "edit" ? null : "edit")}
          >
            <Trans>Change</Trans>
          </Button>
        )}
        {isOwn ? <DeleteButton id={post.id} /> : <FlagButton id={post.id} isButton />}
      </div>
      {open === "reply" && <ReplyForm replyTo={post.id} close={close} />}
      {open === "edit" && <EditForm post={post} close={close} />}
    </>
  );
}

function AcceptButton({ id }: { readonly id: string }) {
  const accept = useAccepting();
  return (
    <Button className="button button-small" onPress={() => accept(id)}>
      <Trans>Accept as the answer</Trans>
    </Button>
  );
}

function DeleteButton({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const remove = useDeleting();
  return (
    <FormDialog
      title={t`Delete this post?`}
      buttonClass="button button-small"
      button={<Trans>Delete</Trans>}
      submit={t`Delete`}
      intro={<Trans>Its place in the thread stays, and no word of it. This cannot be undone.</Trans>}
      onSubmit={() => remove(id)}
    >
      {null}
    </FormDialog>
  );
}
