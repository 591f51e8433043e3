// Changing one's own post. In: the post. Out: a form with what it says now.
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Form } from "react-aria-components";
import { useSending } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import type { PostShownFragment } from "./operations.js";
import { useEditing } from "./use-posting.js";

interface EditFormProps {
  readonly post: PostShownFragment;
  readonly close: () => void;
}

/** The form. */
export function EditForm({ post, close }: EditFormProps) {
  const { t } = useLingui();
  const edit = useEditing();
  const { isBusy, send } = useSending((values) => edit(post.id, values.text("text")), close);
  return (
    <Form className="inline-form" onSubmit={send}>
      <TextInput name="text" label={t`What your post says`} value={post.text} rows={5} maxLength={20_000} isRequired />
      <div className="form-end">
        <Button type="submit" className="button button-main" isPending={isBusy}>
          <Trans>Keep the change</Trans>
        </Button>
        <Button className="button" onPress={close}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </Form>
  );
}
