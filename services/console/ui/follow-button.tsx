// Following something: what happens to it comes to the inbox. Shown at once, taken back where the hub refuses. In: an id. Out: a button.
import { Trans, useLingui } from "@lingui/react/macro";
import { Bell, BellOff } from "lucide-react";
import { Button } from "react-aria-components";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { Follow, Followed, Unfollow, type FollowedQuery } from "./operations.js";
import { SignInFirst } from "./sign-in-first.js";

/** The button; nothing for members who act for no organization. */
export function FollowButton({ id }: { readonly id: string }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const followed = useAsk(Followed, {}, { enabled: viewer.acts });
  const subject = { __typename: "Practice" as const, id }; // shown until the hub has answered; only the id is looked at
  const inTurn = `follow ${id}`;
  const follow = useAct(Follow, {
    inTurn,
    show: (client) => change(client, (all) => [...all, { since: "", subject }]),
  });
  const unfollow = useAct(Unfollow, {
    inTurn,
    show: (client) => change(client, (all) => all.filter((each) => each.subject?.id !== id)),
  });
  if (!viewer.acts) return viewer.isMember ? null : <SignInFirst label={t`Follow`} />;
  if (followed.data === undefined) return null;
  const isFollowed = followed.data.data.follows?.some((each) => each.subject?.id === id) === true;
  const toggle = (): void => (isFollowed ? unfollow : follow).mutate({ subject: id });
  return (
    <Button className="button" onPress={toggle}>
      {isFollowed ? <BellOff aria-hidden="true" /> : <Bell aria-hidden="true" />}
      {isFollowed ? <Trans>Stop following</Trans> : <Trans>Follow</Trans>}
    </Button>
  );
}

type Follows = NonNullable<FollowedQuery["follows"]>;

function change(client: Parameters<typeof patchAnswers>[0], to: (all: Follows) => Follows): () => void {
  return patchAnswers<FollowedQuery>(client, Followed, ({ follows }) => ({ follows: to(follows ?? []) }));
}
