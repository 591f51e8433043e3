// One community: what it is for, who is there, what is said. In: its id. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { MissingPage } from "../app/broken-page.js";
import { Asked } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { Fact, Facts, Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Prose } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import { TypeMark } from "../ui/type-mark.js";
import { useLabels } from "../ui/labels.js";
import { DiscussionList } from "./discussion-list.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { MembershipButton } from "./membership-button.js";
import { OneCommunity, type OneCommunityQuery } from "./operations.js";
import { useOurselves } from "./ourselves.js";
import { StartDiscussion } from "./start-discussion.js";
import { TakePart } from "./take-part.js";

type Community = NonNullable<OneCommunityQuery["community"]>;

/** The page. */
export function CommunityPage() {
  const { id } = useParams({ from: "/communities/$id" });
  const query = useAsk(OneCommunity, { id });
  return (
    <TakePart>
      <Asked query={query}>
        {({ community }) => (community === null ? <MissingPage /> : <CommunityShown key={id} community={community} />)}
      </Asked>
    </TakePart>
  );
}

function CommunityShown({ community }: { readonly community: Community }) {
  const { t } = useLingui();
  const ourselves = useOurselves();
  const { id, name, summary, language, visibility } = community;
  const isMember = ourselves?.communities.some((each) => each.id === id) === true;
  return (
    <Page
      title={name}
      language={language}
      kicker={<TypeMark type="community" />}
      lead={<Prose text={summary} language={language} />}
      actions={
        <>
          <MembershipButton id={id} isMember={isMember} />
          <FollowButton id={id} />
          <FlagButton id={id} isButton />
        </>
      }
      aside={<About community={community} />}
    >
      <Section title={t`Discussions`} actions={isMember ? <StartDiscussion community={id} /> : undefined}>
        {visibility === "MEMBERS" && !isMember ? (
          <p className="notice">
            <Trans>What is said here is for its members. Join, and you read and write with them.</Trans>
          </p>
        ) : (
          <DiscussionList community={id} isMember={isMember} />
        )}
      </Section>
    </Page>
  );
}

function About({ community }: { readonly community: Community }) {
  const { t } = useLingui();
  const labels = useLabels();
  const formats = useFormats();
  const { id, topics, visibility, createdAt } = community;
  return (
    <>
      <Members community={community} />
      <section>
        <h2>{t`About it`}</h2>
        <TopicTags topics={topics} />
        <Facts>
          <Fact name={t`Who may read it`}>{labels.communityVisibility[visibility]}</Fact>
          <Fact name={t`There since`}>{formats.day(createdAt)}</Fact>
          <Fact name={t`Calendar`}>
            <a href={`/feeds/communities/${encodeURIComponent(id)}.ics`}>
              <Trans>Events of its members, for your calendar</Trans>
            </a>
          </Fact>
        </Facts>
      </section>
    </>
  );
}

function Members({ community: { members, memberCount } }: { readonly community: Community }) {
  const shown = members.flatMap((member) => member ?? []);
  const others = memberCount - shown.length;
  return (
    <section>
      <h2>
        <Plural value={memberCount} one="# member" other="# members" />
      </h2>
      <ul className="plain-list">
        {shown.map((member) => (
          <li key={member.id}>
            <RecordLink id={member.id}>{member.name}</RecordLink>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <p className="hint">
          <Plural value={others} one="and # more" other="and # more" />
        </p>
      )}
    </section>
  );
}
