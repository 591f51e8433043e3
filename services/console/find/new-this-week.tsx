// What was published or changed in the network within the last seven days. In: the hub. Out: a short list, and the way to all of it.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { When } from "../ui/dates.js";
import { pageTypeOf } from "../ui/hit-card.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";
import { TypeMark } from "../ui/type-mark.js";
import { NewInNetwork, type NewInNetworkQuery } from "./operations.js";
import "../styles/home.css";

type Hit = NonNullable<NewInNetworkQuery["search"]>["edges"][number]["node"];

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** The list. */
export function NewThisWeek() {
  const query = useAsk(NewInNetwork, {});
  return (
    <Section title={<Trans>New this week</Trans>}>
      <Asked query={query}>{({ search }) => <Newest hits={search?.edges.map(({ node }) => node) ?? []} />}</Asked>
    </Section>
  );
}

function Newest({ hits }: { readonly hits: readonly Hit[] }) {
  const since = Date.now() - WEEK_MS;
  const thisWeek = hits.filter(({ updatedAt }) => Date.parse(updatedAt) > since);
  return (
    <>
      {thisWeek.length === 0 ? (
        <p className="hint">
          <Trans>Nothing was published in the last seven days.</Trans>
        </p>
      ) : (
        <ul className="newest">
          {thisWeek.map((hit) => (
            <NewHit key={hit.id} hit={hit} />
          ))}
        </ul>
      )}
      <p>
        <Link to="/new">
          <Trans>All that is new</Trans>
        </Link>
      </p>
    </>
  );
}

function NewHit({ hit: { id, type, name, language, organizationName, updatedAt } }: { readonly hit: Hit }) {
  return (
    <li>
      <RecordLink id={id} language={language}>
        {name}
      </RecordLink>
      <span className="card-kicker">
        <TypeMark type={pageTypeOf(type)} />
        {organizationName !== null && <Name>{organizationName}</Name>}
        <When at={updatedAt} />
      </span>
    </li>
  );
}
