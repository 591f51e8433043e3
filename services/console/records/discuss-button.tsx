// Starting a discussion about a record, in a community. In: a record. Out: a form that leads to the discussion.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { SelectInput, TextInput } from "../ui/fields.js";
import { MyCommunities, StartDiscussionAbout } from "./operations.js";

interface DiscussButtonProps {
  readonly id: string;
  readonly name: string;
  readonly topics: ReadonlyArray<{ readonly id: string }>;
}

/** The button and its form. Communities about the same topics come first. */
export function DiscussButton({ id, name, topics }: DiscussButtonProps) {
  const { t, i18n } = useLingui();
  const viewer = useViewer();
  const navigate = useNavigate();
  const communities = useCommunities(topics.map((topic) => topic.id));
  const act = useAct(StartDiscussionAbout, {
    afterwards: ({ startDiscussion }) => {
      if (startDiscussion !== null) void navigate({ to: "/discussions/$id", params: { id: startDiscussion.id } });
    },
  });
  if (!viewer.acts || communities.length === 0) return null;
  return (
    <FormDialog
      title={t`Discuss “${name}”`}
      button={
        <>
          <MessagesSquare aria-hidden="true" />
          <Trans>Discuss</Trans>
        </>
      }
      submit={t`Start the discussion`}
      onSubmit={(values) =>
        act.mutateAsync({
          input: {
            community: values.text("community"),
            title: values.text("title"),
            text: values.text("text"),
            about: [id],
            language: i18n.locale,
          },
        })
      }
    >
      <SelectInput
        name="community"
        label={t`In which community?`}
        value={communities[0]?.value}
        choices={communities}
        isRequired
      />
      <TextInput name="title" label={t`Your question in one line`} maxLength={200} isRequired />
      <TextInput name="text" label={t`Your message`} rows={5} maxLength={8000} isRequired />
    </FormDialog>
  );
}

function useCommunities(topics: readonly string[]) {
  const viewer = useViewer();
  const query = useAsk(MyCommunities, {}, { enabled: viewer.acts });
  const all = query.data?.data.communities?.edges.map(({ node }) => node) ?? [];
  const shared = (community: (typeof all)[number]) => community.topics.filter(({ id }) => topics.includes(id)).length;
  return all.toSorted((a, b) => shared(b) - shared(a)).map(({ id, name }) => ({ value: id, label: name }));
}
