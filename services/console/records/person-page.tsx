// A person: what they know and what backs it, what they offer, what they did. In: an id. Out: the page.
import { Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { AskIntroduction } from "../ui/ask-introduction.js";
import { useFormats } from "../ui/dates.js";
import { EvidenceList } from "../ui/expert-card.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText, Prose } from "../ui/text.js";
import { Connections, type NamedLink } from "./connections.js";
import { EndorseButton } from "./endorse-button.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { LinkedPanel, Related } from "./linked-list.js";
import { PersonById } from "./operations.js";
import { RecognitionPanel } from "./recognition-panel.js";
import { RecordFrame } from "./record-frame.js";
import { useRendering } from "./rendering.js";
import type { PersonShown } from "./shown.js";
import { Sought } from "./sought.js";

/** The page. */
export function PersonPage() {
  const { id } = useParams({ from: "/people/$id" });
  const query = useAsk(PersonById, { id });
  return (
    <Sought query={query} find={({ node }) => (node?.__typename === "Person" ? node : null)}>
      {(person) => <PersonView key={person.id} person={person} />}
    </Sought>
  );
}

function PersonView({ person }: { readonly person: PersonShown }) {
  const rendering = useRendering(person);
  const headline = rendering.prose("headline");
  return (
    <RecordFrame
      type="person"
      record={person}
      rendering={rendering}
      kicker={
        headline.text !== null && (
          <span dir="auto" lang={headline.language}>
            {plainText(headline.text)}
          </span>
        )
      }
      actions={
        <>
          <AskIntroduction to={person.id} name={person.name} />
          <EndorseButton person={person} />
          <FollowButton id={person.id} />
        </>
      }
      aside={<PersonAside person={person} />}
    >
      <KnownFor person={person} />
      <Claims person={person} />
      <Endorsements person={person} />
      <PersonConnections person={person} />
      <Related hits={person.related} />
      <FlagButton id={person.id} />
    </RecordFrame>
  );
}

function PersonAside({ person }: { readonly person: PersonShown }) {
  const formats = useFormats();
  const labels = useLabels();
  const { languages, offers, unavailableUntil, projects, practices, recognition } = person;
  return (
    <>
      <section>
        <h2>
          <Trans>How they can help</Trans>
        </h2>
        <Facts>
          {languages.length > 0 && (
            <Fact name={<Trans>Speaks</Trans>}>{formats.list(languages.map((tag) => formats.language(tag)))}</Fact>
          )}
          {offers.length > 0 && (
            <Fact name={<Trans>Offers</Trans>}>{formats.list(offers.map((offer) => labels.offer[offer]))}</Fact>
          )}
          {unavailableUntil !== null && (
            <Fact name={<Trans>Not available until</Trans>}>{formats.day(unavailableUntil)}</Fact>
          )}
        </Facts>
        <p className="hint">
          <Trans>Addresses are never shown. Ask for an introduction: their association passes it on.</Trans>
        </p>
      </section>
      <LinkedPanel title={<Trans>Practices</Trans>} items={practices} />
      <LinkedPanel title={<Trans>Projects</Trans>} items={projects.map(({ project }) => project)} />
      <RecognitionPanel recognition={recognition} />
    </>
  );
}

function KnownFor({ person }: { readonly person: PersonShown }) {
  const topics = person.knownFor ?? [];
  if (topics.length === 0) return null;
  return (
    <Section title={<Trans>Known for, across the network</Trans>}>
      <ul className="cards-grid">
        {topics.map(({ topic, evidence }) => (
          <li key={topic.id} className="card">
            <h3>
              <RecordLink id={topic.id}>{topic.label ?? topic.id}</RecordLink>
            </h3>
            <EvidenceList evidence={evidence} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Claims({ person }: { readonly person: PersonShown }) {
  const labels = useLabels();
  if (person.expertise.length === 0) return null;
  return (
    <Section title={<Trans>In their own words</Trans>}>
      <ul className="cards">
        {person.expertise.map(({ topic, level, statement, since, evidence }) => (
          <li key={topic.id} className="card">
            <h3>
              <RecordLink id={topic.id}>{topic.label ?? topic.id}</RecordLink>
            </h3>
            <p className="hint">
              {labels.level[level]} {since !== null && <Trans>since {since.slice(0, 4)}</Trans>}
            </p>
            <Prose text={statement} language={person.language} />
            {evidence.length > 0 && (
              <ul className="bullets">
                {evidence
                  .filter((each) => each !== null)
                  .map((each) => (
                    <li key={each.id}>
                      <RecordLink id={each.id}>{each.name}</RecordLink>
                    </li>
                  ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Endorsements({ person }: { readonly person: PersonShown }) {
  const endorsements = person.endorsements ?? [];
  if (endorsements.length === 0) return null;
  return (
    <Section title={<Trans>Endorsed by</Trans>}>
      <ul className="bullets">
        {endorsements.map(({ id, by, topic, statement }) => (
          <li key={id}>
            {by !== null && <RecordLink id={by.id}>{by.name}</RecordLink>} <span className="hint">{topic.label}</span>
            <Prose text={statement} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PersonConnections({ person }: { readonly person: PersonShown }) {
  const { t } = useLingui();
  const names: NamedLink[] = [
    [person.organization, t`works at`],
    ...person.practices.map((each): NamedLink => [each, t`contributed to`]),
    ...person.projects.map(({ project }): NamedLink => [project, t`in the team of`]),
    ...(person.endorsements ?? []).map(({ by }): NamedLink => [by, t`endorsed by`]),
  ];
  return <Connections record={person} names={names} referencedBy={person.referencedBy} />;
}
