// What our organization keeps: searches, what it follows, calendars. In: who acts. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty, MembersOnly } from "../ui/asked.js";
import { Page, Section } from "../ui/page.js";
import { CopyText } from "../ui/copy.js";
import { FollowedList } from "./followed-list.js";
import { Kept } from "./operations.js";
import { useOurselves } from "./ourselves.js";
import { SavedSearches } from "./saved-searches.js";
import { TakePart } from "./take-part.js";

/** The page. */
export function SavedPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  return (
    <TakePart>
      <Page
        title={t`Saved`}
        lead={
          <Trans>Searches that your organization keeps, and what it follows. What is new comes to the inbox.</Trans>
        }
      >
        {viewer.acts ? <Everything /> : <NothingKept isMember={viewer.isMember} />}
      </Page>
    </TakePart>
  );
}

function Everything() {
  const query = useAsk(Kept, {});
  return (
    <>
      <Asked query={query}>
        {({ savedSearches, follows }) => (
          <>
            <Section title={<Trans>Saved searches</Trans>}>
              <SavedSearches searches={savedSearches ?? []} />
            </Section>
            <Section title={<Trans>What you follow</Trans>}>
              <FollowedList follows={follows ?? []} />
            </Section>
          </>
        )}
      </Asked>
      <Calendars />
    </>
  );
}

function NothingKept({ isMember }: { readonly isMember: boolean }) {
  return (
    <MembersOnly>
      {isMember ? (
        <Trans>Your account acts for no organization, or may only read: it keeps nothing.</Trans>
      ) : (
        <Trans>What your organization keeps and follows is here.</Trans>
      )}
    </MembersOnly>
  );
}

function Calendars() {
  const communities = useOurselves()?.communities ?? [];
  return (
    <Section title={<Trans>Calendars</Trans>}>
      {communities.length === 0 ? (
        <Empty>
          <Trans>
            Every community has a calendar of its members' events. <Link to="/communities">Join one</Link>, and its
            address is here.
          </Trans>
        </Empty>
      ) : (
        <>
          <p className="hint">
            <Trans>
              Give these addresses to your calendar program: it then shows the public events of each community's
              members, and stays up to date.
            </Trans>
          </p>
          <ul className="cards">
            {communities.map(({ id, name }) => (
              <li key={id}>
                <Calendar id={id} name={name} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Calendar({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useLingui();
  return (
    <div className="card">
      <h3>
        <Link to="/communities/$id" params={{ id }} dir="auto">
          {name}
        </Link>
      </h3>
      <CopyText
        label={t`Calendar of ${name}`}
        text={`${location.origin}/feeds/communities/${encodeURIComponent(id)}.ics`}
      />
    </div>
  );
}
