// One need: what is sought, who could help, what is already written down. In: its id. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { MissingPage } from "../app/broken-page.js";
import { AskIntroduction } from "../ui/ask-introduction.js";
import { Asked, Empty } from "../ui/asked.js";
import { useFormats } from "../ui/dates.js";
import { ExpertCard } from "../ui/expert-card.js";
import { HitCard } from "../ui/hit-card.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts, Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Prose } from "../ui/text.js";
import { TopicTags } from "../ui/topic-tags.js";
import { TypeMark } from "../ui/type-mark.js";
import { CloseNeed } from "./close-need.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { NeedStatePill } from "./need-card.js";
import { OneNeed, type OneNeedQuery } from "./operations.js";
import { TakePart } from "./take-part.js";

type Need = NonNullable<OneNeedQuery["need"]>;

/** The page. */
export function NeedPage() {
  const { id } = useParams({ from: "/needs/$id" });
  const query = useAsk(OneNeed, { id });
  return (
    <TakePart>
      <Asked query={query}>
        {({ need }) => (need === null ? <MissingPage /> : <NeedShown key={id} need={need} />)}
      </Asked>
    </TakePart>
  );
}

function NeedShown({ need }: { readonly need: Need }) {
  const viewer = useViewer();
  const { id, title, text, state, by } = need;
  const isOwn = viewer.acts && by !== null && by.id === viewer.organization;
  return (
    <Page
      title={title}
      kicker={
        <>
          <TypeMark type="need" />
          <NeedStatePill state={state} />
        </>
      }
      actions={
        <>
          {isOwn && state === "OPEN" && <CloseNeed need={need} />}
          {!isOwn && state === "OPEN" && by !== null && <AskIntroductionToAsker need={need} />}
          <FollowButton id={id} />
          {!isOwn && <FlagButton id={id} isButton />}
        </>
      }
      aside={<AboutNeed need={need} />}
    >
      <Section title={<Trans>What is sought</Trans>}>
        <Prose text={text} />
        <TopicTags topics={need.topics} />
      </Section>
      {need.answeredBy.length > 0 && <AnsweredBy people={need.answeredBy} />}
      {state === "OPEN" && <Help need={need} isOwn={isOwn} />}
    </Page>
  );
}

/** Whoever can help leads the way to the asker's page, where its people are. */
function AskIntroductionToAsker({ need: { by } }: { readonly need: Need }) {
  if (by === null) return null;
  return (
    <Link className="button button-main" to="/organizations/$id" params={{ id: by.id }}>
      <Trans>Offer help: see whom to write to</Trans>
    </Link>
  );
}

function AboutNeed({ need }: { readonly need: Need }) {
  const { t } = useLingui();
  const formats = useFormats();
  const labels = useLabels();
  const { by, until, languages, visibility, createdAt } = need;
  return (
    <section>
      <h2>{t`About it`}</h2>
      <Facts>
        {by !== null && (
          <Fact name={t`Who asks`}>
            <RecordLink id={by.id}>{by.name}</RecordLink>
          </Fact>
        )}
        <Fact name={t`Published on`}>{formats.day(createdAt)}</Fact>
        {until !== null && <Fact name={t`Until`}>{formats.day(until)}</Fact>}
        {languages.length > 0 && (
          <Fact name={t`Languages`}>{formats.list(languages.map((tag) => formats.language(tag)))}</Fact>
        )}
        <Fact name={t`Who may read it`}>{labels.visibility[visibility]}</Fact>
      </Facts>
    </section>
  );
}

function AnsweredBy({ people }: { readonly people: Need["answeredBy"] }) {
  return (
    <Section title={<Trans>Who helped</Trans>}>
      <ul className="plain-list">
        {people.flatMap((person) =>
          person === null
            ? []
            : [
                <li key={person.id}>
                  <RecordLink id={person.id}>{person.name}</RecordLink>
                  {person.organization !== null && <span className="hint">{` ${person.organization.name}`}</span>}
                </li>,
              ],
        )}
      </ul>
    </Section>
  );
}

function Help({ need, isOwn }: { readonly need: Need; readonly isOwn: boolean }) {
  const { experts, practices } = need;
  return (
    <>
      <Section title={<Trans>Who could help</Trans>}>
        {experts === null || experts.length === 0 ? <NobodyListed /> : <Experts need={need} isOwn={isOwn} />}
      </Section>
      <Section title={<Trans>Already written down</Trans>}>
        {practices === null || practices.length === 0 ? (
          <NothingWritten />
        ) : (
          <ul className="cards">
            {practices.map((hit) => (
              <li key={hit.id}>
                <HitCard hit={hit} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function Experts({ need: { title, experts }, isOwn }: { readonly need: Need; readonly isOwn: boolean }) {
  const ask = (to: string | undefined, name: string) =>
    isOwn && to !== undefined ? <AskIntroduction to={to} name={name} about={title} isSmall /> : undefined;
  return (
    <ul className="cards-grid">
      {experts?.map((expert) => (
        <li key={expert.person?.id ?? expert.name}>
          <ExpertCard expert={expert} actions={ask(expert.person?.id, expert.name)} />
        </li>
      ))}
    </ul>
  );
}

function NobodyListed() {
  return (
    <Empty>
      <Trans>
        Nobody in the network is listed for these topics yet. <Link to="/network/gaps">See what else is missing</Link>.
      </Trans>
    </Empty>
  );
}

function NothingWritten() {
  return (
    <Empty>
      <Trans>
        No practice is about these topics yet.{" "}
        <Link to="/find" search={{ type: ["PRACTICE"] }}>
          See all practices
        </Link>
        .
      </Trans>
    </Empty>
  );
}
