// Recognition: what our organization gave and who used it, and who gives on which topics. In: topics. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { Page, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { ListSkeleton } from "../ui/skeleton.js";
import { TopicField } from "../ui/topic-field.js";
import { Badges, GivenFigures } from "./given.js";
import { Contributors, TopicNames, type GivenFragment } from "./operations.js";
import { TakePart } from "./take-part.js";
import { WhatWeGave } from "./what-we-gave.js";

/** The page. */
export function RecognitionPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  return (
    <TakePart>
      <Page
        title={t`Recognition`}
        lead={
          <Trans>
            What counts here is what others used, never what one says of oneself. Organizations are named; people are
            not ranked.
          </Trans>
        }
      >
        {viewer.acts && <WhatWeGave organization={viewer.organization ?? ""} />}
        <ByTopic />
      </Page>
    </TakePart>
  );
}

function ByTopic() {
  const { topic = [] } = useSearch({ from: "/recognition" });
  return (
    <Section title={<Trans>Who gives what others use</Trans>}>
      <ChooseTopics ids={topic} />
      <ContributorList topics={topic} />
    </Section>
  );
}

function ChooseTopics({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const names = useAsk(TopicNames, { ids }, { enabled: ids.length > 0, keeps: true });
  if (ids.length > 0 && names.data === undefined) return <ListSkeleton rows={1} />;
  const known = names.data?.data.nodes?.flatMap((node) => (node?.__typename === "Topic" ? [node] : [])) ?? [];
  return (
    <div className="write-panel">
      <TopicField
        name="topic"
        label={t`On these topics`}
        hint={t`None chosen: on all of them.`}
        chosen={known.filter(({ id }) => ids.includes(id))}
        onChange={(chosen) =>
          void navigate({
            to: "/recognition",
            search: chosen.length === 0 ? {} : { topic: chosen.map(({ id }) => id) },
          })
        }
      />
    </div>
  );
}

function ContributorList({ topics }: { readonly topics: readonly string[] }) {
  const query = useAsk(Contributors, { topics: topics.length === 0 ? null : topics }, { keeps: true });
  return (
    <Asked query={query}>
      {({ contributors }) =>
        contributors === null || contributors.length === 0 ? (
          <Empty>
            <Trans>
              Nobody has given anything on these topics that others used, as far as you may see.{" "}
              <Link to="/recognition">See all topics</Link>.
            </Trans>
          </Empty>
        ) : (
          <ul className="cards-grid">
            {contributors.map((given) => (
              <li key={given.organization?.id ?? given.points}>
                <Contributor given={given} />
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  );
}

function Contributor({ given }: { readonly given: GivenFragment }) {
  const { organization } = given;
  return (
    <div className="card">
      <h3>
        {organization === null ? (
          <Trans>An organization</Trans>
        ) : (
          <RecordLink id={organization.id}>{organization.name}</RecordLink>
        )}
      </h3>
      <GivenFigures given={given} isShort />
      <Badges badges={given.badges} />
    </div>
  );
}
