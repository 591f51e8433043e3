// A topic: what it is called, what is near it, who knows about it, what is written about it, who asks. In: an id. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { AskIntroduction } from "../ui/ask-introduction.js";
import { useFormats } from "../ui/dates.js";
import { ExpertCard } from "../ui/expert-card.js";
import { HitCard } from "../ui/hit-card.js";
import { Fact, Facts, Page, Section } from "../ui/page.js";
import { TopicTags } from "../ui/topic-tags.js";
import { TypeMark } from "../ui/type-mark.js";
import { FollowButton } from "../ui/follow-button.js";
import { LinkedPanel } from "./linked-list.js";
import { TopicById, type TopicByIdQuery } from "./operations.js";
import { Sought } from "./sought.js";

type Topic = NonNullable<TopicByIdQuery["topic"]>;

/** The page. */
export function TopicPage() {
  const { id } = useParams({ from: "/topics/$id" });
  const query = useAsk(TopicById, { id });
  return (
    <Sought query={query} find={(data) => (data.topic === null ? null : { ...data, topic: data.topic })}>
      {(found) => <TopicView found={found} topic={found.topic} />}
    </Sought>
  );
}

interface TopicViewProps {
  readonly found: TopicByIdQuery;
  readonly topic: Topic;
}

function TopicView({ found, topic }: TopicViewProps) {
  const { t } = useLingui();
  const label = topic.label ?? topic.id;
  const synonyms = topic.synonyms ?? [];
  const formats = useFormats();
  return (
    <Page
      title={label}
      kicker={<TypeMark type="topic" />}
      lead={synonyms.length > 0 && <p>{t`Also: ${formats.list(synonyms)}`}</p>}
      actions={
        <>
          <Link className="button button-main" to="/find" search={{ topic: [topic.id] }}>
            <Plural value={topic.recordCount ?? 0} one="See # record" other="See all # records" />
          </Link>
          <FollowButton id={topic.id} />
        </>
      }
      aside={<TopicAside found={found} topic={topic} />}
    >
      <Experts topic={topic} label={label} />
      <Latest found={found} />
    </Page>
  );
}

function Experts({ topic, label }: { readonly topic: Topic; readonly label: string }) {
  const experts = topic.experts ?? [];
  return (
    <Section title={<Trans>Who knows about it</Trans>}>
      {experts.length === 0 ? (
        <p className="empty">
          <Trans>
            Nobody listed has shown evidence yet.{" "}
            <Link to="/needs" search={{ title: label }}>
              Publish a need
            </Link>
            : partners will see it.
          </Trans>
        </p>
      ) : (
        <ul className="cards-grid">
          {experts.map((expert) => (
            <li key={expert.person?.id ?? expert.name}>
              <ExpertCard
                expert={expert}
                actions={
                  expert.person !== null && (
                    <AskIntroduction to={expert.person.id} name={expert.name} about={label} isSmall />
                  )
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Latest({ found: { search } }: { readonly found: TopicByIdQuery }) {
  if (search === null || search.edges.length === 0) return null;
  return (
    <Section title={<Trans>Newest</Trans>}>
      <ul className="cards">
        {search.edges.map(({ node }) => (
          <li key={node.id}>
            <HitCard hit={node} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TopicAside({ found, topic }: TopicViewProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const near = [
    [t`Broader`, topic.broader],
    [t`Narrower`, topic.narrower],
    [t`Related`, topic.related],
  ] as const;
  return (
    <>
      {near.map(([title, topics]) =>
        topics === null || topics.length === 0 ? null : (
          <section key={title}>
            <h2>{title}</h2>
            <TopicTags topics={topics} />
          </section>
        ),
      )}
      <LinkedPanel title={<Trans>Communities</Trans>} items={found.communities?.edges.map(({ node }) => node) ?? []} />
      <LinkedPanel
        title={<Trans>Open needs</Trans>}
        items={found.needs?.edges.map(({ node: { id, title } }) => ({ id, name: title })) ?? []}
      />
      <section>
        <h2>
          <Trans>In other words</Trans>
        </h2>
        <Facts>
          {topic.labels?.map(({ language, text }) => (
            <Fact key={language} name={formats.language(language)}>
              <bdi lang={language}>{text}</bdi>
            </Fact>
          ))}
          {topic.notations?.map(({ scheme, code }) => (
            <Fact key={scheme + code} name={scheme}>
              {code}
            </Fact>
          ))}
        </Facts>
      </section>
    </>
  );
}
