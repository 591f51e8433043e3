// Who of a partner has an account. In: who administers it. Out: its members, and the way to invite and to remove.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useViewer } from "../graph/session.js";
import { MembersOnly } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { MemberTable } from "./member-table.js";

/** The page. */
export function MembersPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const partner = viewer.partner ?? null;
  return (
    <Page
      title={t`Members of your association`}
      kicker={
        <Link to="/publish">
          <Trans>What you publish</Trans>
        </Link>
      }
      lead={<Trans>Who of your association may sign in here, and what for.</Trans>}
    >
      {viewer.may("partner:admin") && partner !== null ? (
        <MemberTable partner={partner} />
      ) : (
        <MembersOnly>
          <Trans>Only those who administer a partner association see its members.</Trans>
        </MembersOnly>
      )}
    </Page>
  );
}
