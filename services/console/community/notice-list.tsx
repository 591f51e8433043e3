// Notices: what concerns our organization and what it follows. In: how many are new. Out: a list, each leading to its subject.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components";
import { patchAnswers, useAct } from "../graph/use-act.js";
import { Empty } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { NoticeLink } from "./notice-link.js";
import { Inbox, MarkRead, Notices, type NoticesQuery } from "./operations.js";
import { nextOf, Paged } from "../ui/paged.js";

type Notice = NonNullable<NoticesQuery["notices"]>["edges"][number]["node"];

/** The list, the latest first: what is new stands before what was read. */
export function NoticeList({ unread }: { readonly unread: number }) {
  return (
    <Paged document={Notices} variables={{}} next={(data) => nextOf(data.notices)}>
      {({ notices }, isFirst) => {
        const all = notices?.edges.map(({ node }) => node) ?? [];
        const sorted = [...all.filter(({ readAt }) => readAt === null), ...all.filter(({ readAt }) => readAt !== null)];
        const [latest] = all;
        if (latest === undefined)
          return (
            <Empty>
              <Trans>
                No notices yet. <Link to="/find">Follow</Link> what interests you, and what is new about it comes here.
              </Trans>
            </Empty>
          );
        return (
          <>
            {isFirst && unread > 0 && <MarkAllRead upTo={latest.id} />}
            <ul className="notices">
              {sorted.map((notice) => (
                <OneNotice key={notice.id} notice={notice} />
              ))}
            </ul>
          </>
        );
      }}
    </Paged>
  );
}

function MarkAllRead({ upTo }: { readonly upTo: string }) {
  const act = useAct(MarkRead, {
    show: (client) => {
      const now = new Date().toISOString();
      const back = [
        patchAnswers(client, Notices, (data) => ({
          notices:
            data.notices === null
              ? null
              : {
                  ...data.notices,
                  edges: data.notices.edges.map(({ node }) => ({ node: { ...node, readAt: node.readAt ?? now } })),
                },
        })),
        patchAnswers(client, Inbox, (data) => ({ ...data, unread: { totalCount: 0 } })),
      ];
      return () => back.forEach((takeBack) => takeBack());
    },
  });
  return (
    <p>
      <Button className="button button-small" onPress={() => act.mutate({ upTo })}>
        <Trans>Mark all as read</Trans>
      </Button>
    </p>
  );
}

function OneNotice({ notice }: { readonly notice: Notice }) {
  const { at, readAt } = notice;
  const isNew = readAt === null;
  return (
    <li data-new={isNew}>
      <span>
        {isNew && (
          <span className="pill">
            <Trans>New</Trans>
          </span>
        )}{" "}
        <NoticeLink notice={notice} />
      </span>
      <span className="hint">
        <When at={at} />
      </span>
    </li>
  );
}
