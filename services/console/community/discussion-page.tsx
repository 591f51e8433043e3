// One discussion: what was asked, what was answered, in the order of the thread. In: its id. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { MissingPage } from "../app/broken-page.js";
import { Asked } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { Name } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { DiscussionContext, type DiscussionAround } from "./discussion-context.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { OneDiscussion, PostsOf, type OneDiscussionQuery } from "./operations.js";
import { useOurselves } from "./ourselves.js";
import { nextOf, Paged } from "../ui/paged.js";
import { PostShown } from "./post-shown.js";
import { ReplyForm } from "./reply-form.js";
import { TakePart } from "./take-part.js";
import { Thread } from "./thread.js";

type Discussion = NonNullable<OneDiscussionQuery["discussion"]>;

/** The page. */
export function DiscussionPage() {
  const { id } = useParams({ from: "/discussions/$id" });
  const query = useAsk(OneDiscussion, { id });
  return (
    <TakePart>
      <Asked query={query}>
        {({ discussion }) =>
          discussion === null ? <MissingPage /> : <DiscussionShown key={id} discussion={discussion} />
        }
      </Asked>
    </TakePart>
  );
}

function DiscussionShown({ discussion }: { readonly discussion: Discussion }) {
  const { id, title, language, community, acceptedAnswer } = discussion;
  const around = useAround(discussion);
  return (
    <DiscussionContext value={around}>
      <Page
        title={title}
        language={language}
        kicker={
          <>
            <TypeMark type="discussion" />
            <Link to="/communities/$id" params={{ id: community.id }}>
              <Name>{community.name}</Name>
            </Link>
          </>
        }
        lead={<Begun discussion={discussion} />}
        actions={
          <>
            <FollowButton id={id} />
            <FlagButton id={id} isButton />
          </>
        }
        aside={<AboutRecords about={discussion.about} />}
      >
        {acceptedAnswer !== null && (
          <Section title={<Trans>The accepted answer</Trans>}>
            <PostShown post={acceptedAnswer} isAnswer />
          </Section>
        )}
        <Section title={<Trans>All posts</Trans>}>
          <Paged document={PostsOf} variables={{ id }} next={(data) => nextOf(data.discussion?.posts)}>
            {(data) => <Thread posts={data.discussion?.posts.edges.map(({ node }) => node) ?? []} />}
          </Paged>
        </Section>
        <YourReply around={around} />
      </Page>
    </DiscussionContext>
  );
}

function useAround({ id, community, startedBy, acceptedAnswer }: Discussion): DiscussionAround {
  const ourselves = useOurselves();
  return {
    id,
    community: community.id,
    accepted: acceptedAnswer?.id ?? null,
    own: ourselves,
    isStarter: ourselves !== null && startedBy?.id === ourselves.id,
    mayWrite: ourselves?.communities.some((each) => each.id === community.id) === true,
  };
}

function Begun({ discussion: { createdAt, postCount, startedBy } }: { readonly discussion: Discussion }) {
  return (
    <p className="hint">
      {startedBy === null ? (
        <Trans>
          Begun <When at={createdAt} />
        </Trans>
      ) : (
        <Trans>
          Begun by <RecordLink id={startedBy.id}>{startedBy.name}</RecordLink>, <When at={createdAt} />
        </Trans>
      )}
      {" · "}
      <Plural value={postCount} one="# post" other="# posts" />
    </p>
  );
}

function AboutRecords({ about }: Pick<Discussion, "about">) {
  const records = about.flatMap((each) => (each !== null && "name" in each ? [each] : []));
  return (
    <section>
      <h2>
        <Trans>What it is about</Trans>
      </h2>
      {records.length === 0 ? (
        <p className="hint">
          <Trans>No practice, project or event is named.</Trans>
        </p>
      ) : (
        <ul className="plain-list">
          {records.map(({ id, name, language }) => (
            <li key={id}>
              <RecordLink id={id} language={language}>
                {name}
              </RecordLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function YourReply({ around }: { readonly around: DiscussionAround }) {
  const { t } = useLingui();
  const viewer = useViewer();
  return (
    <Section title={<Trans>Your reply</Trans>}>
      {!viewer.acts && <SignInFirst label={t`Reply`} className="button button-main" />}
      {viewer.acts && !around.mayWrite && (
        <p className="notice">
          <Trans>
            Only members of the community write here.{" "}
            <Link to="/communities/$id" params={{ id: around.community }}>
              Join it
            </Link>{" "}
            to reply.
          </Trans>
        </p>
      )}
      {around.mayWrite && <ReplyForm replyTo={null} />}
    </Section>
  );
}
