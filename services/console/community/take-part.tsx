// The ways between what partners do with each other, above each of these pages. In: the page. Out: links, and the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useViewer } from "../graph/session.js";
import "../styles/community.css";

/** The page, with the way to its neighbours. */
export function TakePart({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const isDiscussion = useRouterState({ select: ({ location }) => location.pathname.startsWith("/discussions") });
  return (
    <>
      <nav className="tabs take-part" aria-label={t`Take part`}>
        <Link
          to="/communities"
          aria-current={isDiscussion ? "page" : undefined}
          activeProps={{ "aria-current": "page" }}
        >
          <Trans>Communities</Trans>
        </Link>
        <Link to="/needs">
          <Trans>Needs</Trans>
        </Link>
        <Link to="/exchanges">
          <Trans>Exchanges</Trans>
        </Link>
        <Link to="/recognition">
          <Trans>Recognition</Trans>
        </Link>
        {viewer.isMember && (
          <>
            <Link to="/inbox">
              <Trans>Inbox</Trans>
            </Link>
            <Link to="/saved">
              <Trans>Saved</Trans>
            </Link>
          </>
        )}
      </nav>
      {children}
    </>
  );
}
