// What a partner publishes: its records, its source, what needs attention. In: who is looking. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { Inbox, Users } from "lucide-react";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, MembersOnly } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { Page, Section } from "../ui/page.js";
import { Prose } from "../ui/text.js";
import { NewRecordLinks } from "./new-record-links.js";
import { NotYours } from "./only-for-publishers.js";
import { OwnPartner, PublishingState, type OwnPartnerQuery } from "./operations.js";
import { OwnRecords } from "./own-records.js";
import { OwnServerState } from "./own-server-state.js";
import { SourcePanel } from "./source-panel.js";
import "../styles/publish.css";

type Partner = NonNullable<NonNullable<OwnPartnerQuery["viewer"]>["partner"]>;

/** The page. */
export function PublishPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const query = useAsk(OwnPartner, {}, { enabled: viewer.isMember });
  const partner = query.data?.data.viewer?.partner ?? null;
  return (
    <Page
      title={t`What you publish`}
      kicker={partner?.name}
      lead={
        <Trans>
          What your association shares with the network: who you are, whom to ask, what you do and what worked.
        </Trans>
      }
      isWide
    >
      {viewer.isMember ? (
        <Asked query={query}>{() => (partner === null ? <Nothing /> : <Published partner={partner} />)}</Asked>
      ) : (
        <MembersOnly>
          <Trans>Members of partner associations publish here.</Trans>
        </MembersOnly>
      )}
    </Page>
  );
}

function Nothing() {
  return (
    <p className="notice">
      <Trans>Your account belongs to no partner association: it publishes nothing itself.</Trans>
    </p>
  );
}

/** Why others do not see it just now, in the coordinators' words. */
function Suspended({ suspension }: Pick<Partner, "suspension">) {
  if (suspension === null) return null;
  return (
    <div className="notice notice-warn" role="status">
      <p>
        <Trans>
          The coordinators suspended your association <When at={suspension.since} />: others do not see its records.
        </Trans>
      </p>
      <Prose text={suspension.reason} />
    </div>
  );
}

function Published({ partner }: { readonly partner: Partner }) {
  const viewer = useViewer();
  const isAdmin = viewer.may("partner:admin");
  const publishes = isAdmin && partner.hosted;
  return (
    <>
      <Suspended suspension={partner.suspension} />
      {!partner.hosted && <OwnServerState partner={partner} />}
      {partner.hosted && !isAdmin && <NotYours name={partner.name} />}
      {publishes && <NewRecordLinks />}
      {isAdmin && <ForAdministrators partner={partner.key} isHosted={partner.hosted} />}
      <Section title={<Trans>Your records</Trans>}>
        <OwnRecords partner={partner.key} counts={partner.counts} mayChange={publishes} />
      </Section>
      <p>
        <Link to="/report">
          <Trans>Activity report of the network, month by month</Trans>
        </Link>
      </p>
    </>
  );
}

/** What only administrators see: sources and requests are nobody else's business. */
function ForAdministrators({ partner, isHosted }: { readonly partner: string; readonly isHosted: boolean }) {
  const query = useAsk(PublishingState, { partner });
  return (
    <Asked query={query} rows={2}>
      {({ source, dataRequests }) => (
        <div className="publish-panels">
          <Requests count={dataRequests?.totalCount ?? 0} />
          {isHosted && <SourcePanel partner={partner} source={source} />}
          <section className="panel">
            <h2>
              <Trans>People</Trans>
            </h2>
            <p>
              <Trans>Who of your association has an account here.</Trans>
            </p>
            <Link className="button" to="/publish/members">
              <Users aria-hidden="true" />
              <Trans>Members</Trans>
            </Link>
          </section>
        </div>
      )}
    </Asked>
  );
}

function Requests({ count }: { readonly count: number }) {
  return (
    <section className={count > 0 ? "panel needs-attention" : "panel"}>
      <h2>
        <Trans>What needs your attention</Trans>
      </h2>
      <p>
        {count === 0 ? (
          <Trans>Nobody waits for you to correct or erase anything.</Trans>
        ) : (
          <Plural
            value={count}
            one="# request about personal data waits for you."
            other="# requests about personal data wait for you."
          />
        )}
      </p>
      <Link className={count > 0 ? "button button-main" : "button"} to="/publish/requests">
        <Inbox aria-hidden="true" />
        <Trans>Requests</Trans>
      </Link>
    </section>
  );
}
