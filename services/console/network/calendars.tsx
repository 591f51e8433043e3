// Calendars to subscribe to: each community's, with what its members give on its topics. In: a topic, where one was chosen. Out: addresses.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CopyText } from "../ui/copy.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked } from "../ui/asked.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import { CommunityCalendars } from "./operations.js";

interface CalendarsProps {
  readonly topic: string | undefined;
}

const SHOWN = 6;

/** The addresses. Communities on the chosen topic come first. */
export function Calendars({ topic }: CalendarsProps) {
  const query = useAsk(CommunityCalendars, {});
  return (
    <section>
      <h2>
        <Trans>Subscribe</Trans>
      </h2>
      <p className="hint">
        <Trans>
          Give one of these addresses to your calendar program: it then shows what is coming, and keeps it up to date.
          Each holds the public events that a community’s members give on its topics.
        </Trans>
      </p>
      <Asked query={query} rows={2}>
        {({ communities }) => (
          <Addresses communities={communities?.edges.map(({ node }) => node) ?? []} topic={topic} />
        )}
      </Asked>
      <p>
        <Link to="/communities">
          <Trans>All communities</Trans>
        </Link>
      </p>
    </section>
  );
}

interface Community {
  readonly id: string;
  readonly name: string;
  readonly topics: ReadonlyArray<{ readonly id: string }>;
}

function Addresses({ communities, topic }: CalendarsProps & { readonly communities: readonly Community[] }) {
  const { t } = useLingui();
  const isOn = ({ topics }: Community): boolean => topics.some(({ id }) => id === topic);
  const ordered = [...communities.filter(isOn), ...communities.filter((each) => !isOn(each))];
  return (
    <ul className="calendars">
      {ordered.slice(0, SHOWN).map(({ id, name }) => (
        <li key={id}>
          <RecordLink id={id}>{name}</RecordLink>
          <CopyText
            label={t`Address of the calendar: ${plainText(name)}`}
            text={`${location.origin}/feeds/communities/${encodeURIComponent(id)}.ics`}
          />
        </li>
      ))}
    </ul>
  );
}
