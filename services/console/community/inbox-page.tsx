// What is addressed to our organization: introductions both ways, and notices. In: who acts. Out: the page.
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty, MembersOnly } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Page, Section } from "../ui/page.js";
import { AskedIntroduction, IntroductionToAnswer } from "./introductions.js";
import { NoticeList } from "./notice-list.js";
import { Inbox, type InboxQuery } from "./operations.js";
import { TakePart } from "./take-part.js";

/** The page. */
export function InboxPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const query = useAsk(Inbox, {}, { enabled: viewer.acts });
  if (!viewer.acts)
    return (
      <TakePart>
        <Page title={t`Inbox`}>
          <MembersOnly>
            {viewer.isMember ? (
              <Trans>Your account acts for no organization, or may only read: it has no inbox.</Trans>
            ) : (
              <Trans>Introductions and notices for your organization come here.</Trans>
            )}
          </MembersOnly>
        </Page>
      </TakePart>
    );
  return (
    <TakePart>
      <Page
        title={t`Inbox`}
        lead={query.data === undefined ? undefined : <InWords data={query.data.data} own={viewer.organization ?? ""} />}
      >
        <Asked query={query}>{(data) => <InboxShown data={data} own={viewer.organization ?? ""} />}</Asked>
      </Page>
    </TakePart>
  );
}

interface InboxProps {
  readonly data: InboxQuery;
  readonly own: string;
}

function sortIntroductions({ introductions }: InboxQuery, own: string) {
  const all = introductions?.edges.map(({ node }) => node) ?? [];
  const toUs = all.filter(({ from }) => from?.id !== own);
  return {
    waiting: toUs.filter(({ state }) => state === "ASKED"),
    answered: toUs.filter(({ state }) => state !== "ASKED"),
    byUs: all.filter(({ from }) => from?.id === own),
  };
}

function InWords({ data, own }: InboxProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const waiting = sortIntroductions(data, own).waiting.length;
  const unread = data.unread?.totalCount ?? 0;
  const parts = [
    ...(waiting > 0
      ? [
          t`${plural(waiting, { one: "# introduction waits for your answer", other: "# introductions wait for your answer" })}`,
        ]
      : []),
    ...(unread > 0 ? [t`${plural(unread, { one: "# notice is new", other: "# notices are new" })}`] : []),
  ];
  return <p role="status">{parts.length === 0 ? t`Nothing new.` : `${formats.list(parts)}.`}</p>;
}

function InboxShown({ data, own }: InboxProps) {
  const { waiting, answered, byUs } = sortIntroductions(data, own);
  return (
    <>
      <Section title={<Trans>Introductions to answer</Trans>} id="to-answer">
        {waiting.length === 0 ? (
          <Empty>
            <Trans>Nobody waits for an answer from you.</Trans>
          </Empty>
        ) : (
          <ul className="cards">
            {waiting.map((each) => (
              <li key={each.id}>
                <IntroductionToAnswer introduction={each} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={<Trans>Notices</Trans>} id="notices">
        <NoticeList unread={data.unread?.totalCount ?? 0} />
      </Section>
      <Section title={<Trans>Introductions that you asked for</Trans>} id="asked">
        <Introductions list={byUs} isByUs />
      </Section>
      {answered.length > 0 && (
        <Section title={<Trans>Introductions that you answered</Trans>} id="answered">
          <Introductions list={answered} isByUs={false} />
        </Section>
      )}
    </>
  );
}

interface IntroductionsProps {
  readonly list: ReturnType<typeof sortIntroductions>["byUs"];
  readonly isByUs: boolean;
}

function Introductions({ list, isByUs }: IntroductionsProps) {
  if (list.length === 0)
    return (
      <Empty>
        <Trans>You have asked for none yet. On the page of any person you can ask for an introduction.</Trans>
      </Empty>
    );
  return (
    <ul className="cards">
      {list.map((each) => (
        <li key={each.id}>
          <AskedIntroduction introduction={each} isByUs={isByUs} />
        </li>
      ))}
    </ul>
  );
}
