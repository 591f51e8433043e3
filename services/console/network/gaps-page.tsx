// What the network asks about and few can answer. In: nothing. Out: topics, each with what can be done about it.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { ExportList } from "../ui/export-list.js";
import { Page } from "../ui/page.js";
import { placeOfId, RecordLink } from "../ui/record-link.js";
import { Glance } from "./glance.js";
import { Gaps, type GapsQuery } from "./operations.js";

type Gap = NonNullable<GapsQuery["gaps"]>[number];

/** The page. */
export function GapsPage() {
  const { t } = useLingui();
  const query = useAsk(Gaps, {});
  return (
    <Glance>
      <Page
        title={t`Gaps`}
        lead={<Trans>What is asked or needed, and few people in the network can answer. The most wanted first.</Trans>}
      >
        <Asked query={query}>
          {({ gaps }) =>
            gaps === null || gaps.length === 0 ? (
              <NoGaps />
            ) : (
              <>
                <ul className="cards-grid">
                  {gaps.map((gap) => (
                    <li key={gap.topic.id}>
                      <GapCard gap={gap} />
                    </li>
                  ))}
                </ul>
                <ExportList
                  name="gaps"
                  rows={gaps.map(({ topic, ...counts }) => ({ id: topic.id, topic: topic.label, ...counts }))}
                />
              </>
            )
          }
        </Asked>
      </Page>
    </Glance>
  );
}

function NoGaps() {
  return (
    <Empty>
      <p>
        <Trans>Nothing is asked about in vain just now.</Trans>
      </p>
      <p>
        <Link to="/needs" search={{ write: "1" }}>
          <Trans>Publish what you need</Trans>
        </Link>
      </p>
    </Empty>
  );
}

interface GapProps {
  readonly gap: Gap;
}

function GapCard({ gap }: GapProps) {
  const { topic, openNeeds } = gap;
  const label = topic.label ?? topic.id;
  return (
    <div className="card gap">
      <h2>
        <RecordLink id={topic.id}>{label}</RecordLink>
      </h2>
      <GapFigures gap={gap} />
      <p className="gap-acts">
        <Link className="button button-small" to="/needs" search={{ title: label }}>
          <Trans>Publish a need</Trans>
        </Link>
        <Link className="button button-small" {...placeOfId(topic.id)}>
          <Trans>See who comes nearest</Trans>
        </Link>
        {openNeeds > 0 && (
          <Link className="button button-small" to="/needs">
            <Trans>Answer an open need</Trans>
          </Link>
        )}
      </p>
    </div>
  );
}

function GapFigures({ gap: { asked, experts, openNeeds } }: GapProps) {
  return (
    <ul className="gap-figures">
      <li>
        {asked === 0 ? (
          <Trans>not searched in vain lately</Trans>
        ) : (
          <Plural value={asked} one="searched # time without an answer" other="searched # times without an answer" />
        )}
      </li>
      <li>
        {openNeeds === 0 ? (
          <Trans>no open need</Trans>
        ) : (
          <Plural value={openNeeds} one="# open need" other="# open needs" />
        )}
      </li>
      <li className={experts === 0 ? "gap-nobody" : undefined}>
        {experts === 0 ? (
          <Trans>nobody who has shown evidence for it</Trans>
        ) : (
          <Plural value={experts} one="# person knows about it" other="# people know about it" />
        )}
      </li>
    </ul>
  );
}
