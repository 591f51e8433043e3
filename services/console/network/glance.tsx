// The ways between the views of the whole network, above each of them. In: the page. Out: links, and the page.
import "../styles/network.css";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

const EXACT = { exact: true, includeSearch: false } as const;

/** The page, with the way to its neighbours. */
export function Glance({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  return (
    <>
      <nav className="tabs glance-tabs" aria-label={t`The network at a glance`}>
        <Link to="/network" activeOptions={EXACT}>
          <Trans>Map</Trans>
        </Link>
        <Link to="/network/graph" activeOptions={EXACT}>
          <Trans>Shared work</Trans>
        </Link>
        <Link to="/network/coverage" activeOptions={EXACT}>
          <Trans>Topics by region</Trans>
        </Link>
        <Link to="/network/gaps" activeOptions={EXACT}>
          <Trans>Gaps</Trans>
        </Link>
        <Link to="/new" activeOptions={EXACT}>
          <Trans>New</Trans>
        </Link>
        <Link to="/calendar" activeOptions={EXACT}>
          <Trans>Calendar</Trans>
        </Link>
      </nav>
      {children}
    </>
  );
}
