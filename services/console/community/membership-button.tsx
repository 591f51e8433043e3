// Joining a community and leaving it. In: its id, whether we are in it. Out: a button that is right at once.
import { Trans, useLingui } from "@lingui/react/macro";
import type { QueryClient } from "@tanstack/react-query";
import { Check, UserPlus } from "lucide-react";
import { Button } from "react-aria-components";
import { useViewer } from "../graph/session.js";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { FormDialog } from "../ui/dialog.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { Join, Leave, OneCommunity, Ourselves } from "./operations.js";
import { useOurselves } from "./ourselves.js";

interface MembershipProps {
  readonly id: string;
  readonly isMember: boolean;
}

/** The button. */
export function MembershipButton({ id, isMember }: MembershipProps) {
  const { t } = useLingui();
  const viewer = useViewer();
  const own = useOurselves();
  const show = (isIn: boolean) => (client: QueryClient) => showMembership(client, { id, isIn, own });
  const inTurn = `member ${id}`;
  const join = useAct(Join, { inTurn, show: show(true), done: t`Your organization has joined.` });
  const leave = useAct(Leave, { inTurn, show: show(false), done: t`Your organization has left. What it said stays.` });
  if (!viewer.acts) return <SignInFirst label={t`Join`} className="button button-main" />;
  if (!isMember)
    return (
      <Button className="button button-main" isDisabled={own === null} onPress={() => join.mutate({ id })}>
        <UserPlus aria-hidden="true" />
        <Trans>Join</Trans>
      </Button>
    );
  return (
    <>
      <span className="pill pill-good">
        <Check aria-hidden="true" />
        <Trans>You are a member</Trans>
      </span>
      <FormDialog
        title={t`Leave this community?`}
        button={<Trans>Leave</Trans>}
        submit={t`Leave`}
        intro={<Trans>What your organization said there stays. You may come back at any time.</Trans>}
        onSubmit={() => leave.mutateAsync({ id })}
      >
        {null}
      </FormDialog>
    </>
  );
}

interface Membership {
  readonly id: string;
  readonly isIn: boolean;
  readonly own: { readonly id: string; readonly name: string } | null;
}

function showMembership(client: QueryClient, { id, isIn, own }: Membership): () => void {
  const back = [
    patchAnswers(client, OneCommunity, (data) => {
      if (data.community?.id !== id || own === null) return data;
      const others = data.community.members.filter((each) => each?.id !== own.id);
      const members = isIn ? [...others, { id: own.id, name: own.name }] : others;
      return {
        ...data,
        community: { ...data.community, members, memberCount: data.community.memberCount + (isIn ? 1 : -1) },
      };
    }),
    patchAnswers(client, Ourselves, (data) => {
      if (data.node?.__typename !== "Organization") return data;
      const others = (data.node.communities ?? []).filter((each) => each.id !== id);
      return { ...data, node: { ...data.node, communities: isIn ? [...others, { id, name: "" }] : others } };
    }),
  ];
  return () => back.forEach((takeBack) => takeBack());
}
