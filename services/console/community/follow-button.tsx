// Following something, and no longer. In: its id. Out: a button that is right at once, and taken back where the hub refuses.
import { Trans, useLingui } from "@lingui/react/macro";
import { Bell, BellOff } from "lucide-react";
import { ToggleButton } from "react-aria-components";
import { useViewer } from "../graph/session.js";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { Follow, Followed, Unfollow, type FollowedQuery } from "../ui/operations.js";
import { SignInFirst } from "../ui/sign-in-first.js";

type Subjects = NonNullable<FollowedQuery["follows"]>;

/** The button. What is new about the subject then comes to the inbox. */
export function FollowButton({ subject }: { readonly subject: string }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const followed = useAsk(Followed, {}, { enabled: viewer.acts });
  const change = (patch: (follows: Subjects) => Subjects) => (client: Parameters<typeof patchAnswers>[0]) =>
    patchAnswers(client, Followed, (data) => ({ ...data, follows: patch(data.follows ?? []) }));
  const since = new Date().toISOString();
  const follow = useAct(Follow, {
    show: change((all) => [{ since, subject: { __typename: "Discussion", id: subject } }, ...all]),
  });
  const unfollow = useAct(Unfollow, { show: change((all) => all.filter((each) => each.subject?.id !== subject)) });
  if (!viewer.acts) return viewer.isMember ? null : <SignInFirst label={t`Follow`} />;
  const isFollowing = followed.data?.data.follows?.some((each) => each.subject?.id === subject) === true;
  return (
    <ToggleButton
      className="button"
      isSelected={isFollowing}
      isDisabled={followed.isPending}
      onChange={(isOn) => (isOn ? follow.mutate({ subject }) : unfollow.mutate({ subject }))}
    >
      {isFollowing ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
      {isFollowing ? <Trans>Following</Trans> : <Trans>Follow</Trans>}
    </ToggleButton>
  );
}
