// Who may sign in, partner by partner. In: the address: a partner. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { MemberTable } from "../publish/member-table.js";
import { Empty } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { plainText } from "../ui/text.js";
import { Health } from "./health.js";
import { PartnerNames } from "./operations.js";

/** The page. */
export function StaffMembersPage() {
  return (
    <Health>
      <MembersView />
    </Health>
  );
}

function MembersView() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { partner } = useSearch({ from: "/staff/members" });
  const partners = useAsk(PartnerNames, {}).data?.data.partners ?? [];
  return (
    <Page
      title={t`Members`}
      lead={<Trans>Who may sign in, and for which organization. Whoever is to take part is invited to one.</Trans>}
    >
      <label className="staff-choice">
        <Trans>Partner</Trans>
        <select
          value={partner ?? ""}
          onChange={({ target }) => void navigate({ to: "/staff/members", search: { partner: target.value } })}
        >
          <option value="" disabled>
            {t`Choose a partner`}
          </option>
          {partners.map(({ key, name }) => (
            <option key={key} value={key}>
              {plainText(name)}
            </option>
          ))}
        </select>
      </label>
      {partner === undefined ? (
        <Empty>
          <p>
            <Trans>Choose a partner to see its members and to invite others.</Trans>
          </p>
        </Empty>
      ) : (
        <MemberTable key={partner} partner={partner} isNetworkWide />
      )}
    </Page>
  );
}
