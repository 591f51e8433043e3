// The ways between the views of the whole network, above each of them. In: the page. Out: links, and the page.
import "../styles/network.css";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";

const EXACT = { exact: true, includeSearch: false } as const;

/** A choice of a page's address is the present one only where nothing else is chosen. */
export const ONLY_THIS = { exact: true, includeSearch: true } as const;

/** The page, with the way to its neighbours. */
export function Glance({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const tabs = usePresentInView();
  return (
    <>
      <nav ref={tabs} className="tabs glance-tabs" aria-label={t`The network at a glance`}>
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

/** On narrow screens the ways are a row that scrolls: shows the one to the present page. */
export function usePresentInView() {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    row.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, []);
  return row;
}
