// The ways between the pages of coordinators, above each of them; for everyone else, who these pages are for. In: the page. Out: links,
// and the page.
import "../styles/staff.css";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useViewer } from "../graph/session.js";
import { usePresentInView } from "../network/glance.js";
import { MembersOnly } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { PageSkeleton } from "../ui/skeleton.js";

const EXACT = { exact: true, includeSearch: false } as const;

/** The page, with the way to its neighbours. */
export function Health({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui();
  const viewer = useViewer();
  const isKnown = useQueryClient().getQueryData(["session"]) !== undefined;
  if (!isKnown) return <PageSkeleton />;
  if (!viewer.may("network:admin"))
    return (
      <Page title={t`Health of the network`}>
        <MembersOnly>
          <Trans>
            These pages are for the coordinators of the network: how partners are, who joins, keys and requests.
          </Trans>
        </MembersOnly>
      </Page>
    );
  return (
    <>
      <Ways />
      {children}
    </>
  );
}

function Ways() {
  const { t } = useLingui();
  const tabs = usePresentInView();
  return (
    <nav ref={tabs} className="tabs staff-tabs" aria-label={t`Health of the network`}>
      <Link to="/staff" activeOptions={EXACT}>
        <Trans>Partners</Trans>
      </Link>
      <Link to="/staff/joining" activeOptions={EXACT}>
        <Trans>Joining</Trans>
      </Link>
      <Link to="/staff/members" activeOptions={EXACT}>
        <Trans>Members</Trans>
      </Link>
      <Link to="/staff/incidents" activeOptions={EXACT}>
        <Trans>Incidents</Trans>
      </Link>
      <Link to="/staff/keys" activeOptions={EXACT}>
        <Trans>Access keys</Trans>
      </Link>
      <Link to="/staff/moderation" activeOptions={EXACT}>
        <Trans>Moderation</Trans>
      </Link>
      <Link to="/staff/requests" activeOptions={EXACT}>
        <Trans>Data requests</Trans>
      </Link>
      <Link to="/staff/audit" activeOptions={EXACT}>
        <Trans>Audit log</Trans>
      </Link>
    </nav>
  );
}
