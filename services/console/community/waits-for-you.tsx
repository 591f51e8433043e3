// What waits for a member: introductions to answer, notices that are new, needs that their people could answer. In: who looks. Out: panels.
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NoticeLink } from "./notice-link.js";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { Asked } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";
import { WaitsForMember, type WaitsForMemberQuery } from "./operations.js";
import "../styles/home.css";

/** The panels. */
export function WaitsForYou() {
  const viewer = useViewer();
  const query = useAsk(WaitsForMember, {});
  return (
    <Section title={<Trans>What waits for you</Trans>}>
      <Asked query={query} rows={2}>
        {(data) => <Panels data={data} own={viewer.organization ?? ""} />}
      </Asked>
    </Section>
  );
}

interface PanelsProps {
  readonly data: WaitsForMemberQuery;
  readonly own: string;
}

function Panels({ data: { introductions, notices, needs }, own }: PanelsProps) {
  const asked = (introductions?.edges ?? []).map(({ node }) => node).filter(({ from }) => from?.id !== own);
  const unread = notices?.totalCount ?? 0;
  const answerable = needs?.totalCount ?? 0;
  if (asked.length + unread + answerable === 0) return <NothingWaits />;
  return (
    <div className="waits">
      <Waiting
        count={asked.length}
        title={<Plural value={asked.length} one="# introduction to answer" other="# introductions to answer" />}
        all={<Link to="/inbox">{<Trans>Answer them</Trans>}</Link>}
      >
        {asked.slice(0, MOST).map((introduction) => (
          <Introduction key={introduction.id} introduction={introduction} />
        ))}
      </Waiting>
      <Waiting
        count={unread}
        title={<Plural value={unread} one="# new notice" other="# new notices" />}
        all={<Link to="/inbox">{<Trans>All notices</Trans>}</Link>}
      >
        {notices?.edges.map(({ node }) => (
          <li key={node.id}>
            <NoticeLink notice={node} />
            <Ago at={node.at} />
          </li>
        ))}
      </Waiting>
      <Waiting
        count={answerable}
        title={
          <Plural value={answerable} one="# need your people could answer" other="# needs your people could answer" />
        }
        all={<Link to="/needs">{<Trans>All needs</Trans>}</Link>}
      >
        {needs?.edges.map(({ node: { id, title, by, createdAt } }) => (
          <li key={id}>
            <RecordLink id={id}>{title}</RecordLink>
            {by !== null && <Name>{by.name}</Name>}
            <Ago at={createdAt} />
          </li>
        ))}
      </Waiting>
    </div>
  );
}

const MOST = 3;

interface WaitingProps {
  readonly count: number;
  readonly title: ReactNode;
  readonly all: ReactNode;
  readonly children: ReactNode;
}

/** One panel; nothing where nothing of its kind waits. */
function Waiting({ count, title, all, children }: WaitingProps) {
  if (count === 0) return null;
  return (
    <section className="panel">
      <h3>{title}</h3>
      <ul>{children}</ul>
      <p>{all}</p>
    </section>
  );
}

type AskedFor = NonNullable<WaitsForMemberQuery["introductions"]>["edges"][number]["node"];

function Introduction({ introduction: { about, from, to, createdAt } }: { readonly introduction: AskedFor }) {
  return (
    <li>
      <Link to="/inbox" hash="to-answer">
        <Name>{about}</Name>
      </Link>
      <span>
        {from !== null && <Name>{from.name}</Name>}
        {to !== null && "name" in to && (
          <>
            {" → "}
            <Name>{to.name}</Name>
          </>
        )}
      </span>
      <Ago at={createdAt} />
    </li>
  );
}

function Ago({ at }: { readonly at: string }) {
  return (
    <span className="hint">
      <When at={at} />
    </span>
  );
}

function NothingWaits() {
  return (
    <p className="hint">
      <Trans>
        Nothing at the moment. <Link to="/needs">What do others look for?</Link>
      </Trans>
    </p>
  );
}
