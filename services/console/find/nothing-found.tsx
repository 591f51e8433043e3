// Nothing was found: nearby topics, fewer filters, a need to publish. In: the question. Out: ways on.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { TopicTags } from "../ui/topic-tags.js";
import { NearbyTopics } from "./operations.js";
import { FILTERS, ONLY_ITSELF, type Question } from "./question.js";

/** The ways on. */
export function NothingFound({ question }: { readonly question: Question }) {
  const { q = "" } = question;
  const isNarrow = FILTERS.some((name) => question[name] !== undefined) || question.cost !== undefined;
  return (
    <div className="empty">
      <h2>
        <Trans>Nothing was found</Trans>
      </h2>
      {isNarrow && (
        <p>
          <Link to="/find" search={{ q }} activeOptions={ONLY_ITSELF}>
            <Trans>Search the same words without filters</Trans>
          </Link>
        </p>
      )}
      <Nearby q={q} />
      <p>
        <Trans>Somebody may know all the same:</Trans>{" "}
        <Link to="/needs" search={{ title: q }}>
          <Trans>publish what you need</Trans>
        </Link>
      </p>
    </div>
  );
}

function Nearby({ q }: { readonly q: string }) {
  const query = useAsk(NearbyTopics, { text: q });
  return (
    <Asked query={query} rows={1}>
      {({ topics, overview }) => {
        const near = (topics?.edges ?? []).flatMap(({ node }) => [
          node,
          ...(node.narrower ?? []),
          ...(node.related ?? []),
        ]);
        const most = (overview?.topTopics ?? []).map(({ value, label }) => ({ id: value, label }));
        return (
          <>
            <p>{near.length > 0 ? <Trans>Topics nearby:</Trans> : <Trans>What the network knows most about:</Trans>}</p>
            <TopicTags topics={near.length > 0 ? near : most} />
          </>
        );
      }}
    </Asked>
  );
}
