// An organization: what it does, its people, its work, what it shares and uses. In: an id. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { AskIntroduction } from "../ui/ask-introduction.js";
import { useFormats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Fact, Facts, Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, OutLink, plainText, Prose } from "../ui/text.js";
import { AdoptionCard } from "./adoption-list.js";
import { Connections, type NamedLink } from "./connections.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { LinkedPanel, Related } from "./linked-list.js";
import { OrganizationById } from "./operations.js";
import { RecognitionPanel } from "./recognition-panel.js";
import { RecordFrame } from "./record-frame.js";
import { useRendering } from "./rendering.js";
import type { OrganizationShown } from "./shown.js";
import { Sought } from "./sought.js";

/** The page. */
export function OrganizationPage() {
  const { id } = useParams({ from: "/organizations/$id" });
  const query = useAsk(OrganizationById, { id });
  return (
    <Sought query={query} find={({ node }) => (node?.__typename === "Organization" ? node : null)}>
      {(organization) => <OrganizationView key={organization.id} organization={organization} />}
    </Sought>
  );
}

interface OrganizationProps {
  readonly organization: OrganizationShown;
}

function OrganizationView({ organization }: OrganizationProps) {
  const labels = useLabels();
  const rendering = useRendering(organization);
  const { id, name, status, people } = organization;
  return (
    <RecordFrame
      type="organization"
      record={organization}
      rendering={rendering}
      kicker={status === "CLOSED" && <span className="pill pill-bad">{labels.organizationStatus.CLOSED}</span>}
      actions={
        <>
          {people.length === 0 && <AskIntroduction to={id} name={name} />}
          <FollowButton id={id} />
        </>
      }
      aside={<OrganizationAside organization={organization} />}
    >
      <Prose {...rendering.prose("description")} />
      <People organization={organization} />
      <Adopted organization={organization} />
      <OrganizationConnections organization={organization} />
      <Related hits={organization.related} />
      <FlagButton id={id} />
    </RecordFrame>
  );
}

function People({ organization: { people } }: OrganizationProps) {
  const there = people.filter((each) => each !== null);
  if (there.length === 0) return null;
  return (
    <Section title={<Plural value={there.length} one="One person" other="# people" />}>
      <ul className="cards-grid">
        {there.map(({ id, name, headline }) => (
          <li key={id} className="card card-person">
            <h3>
              <RecordLink id={id}>{name}</RecordLink>
            </h3>
            {headline !== null && (
              <p className="hint" dir="auto">
                {plainText(headline)}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Adopted({ organization: { adoptions } }: OrganizationProps) {
  if (adoptions === null || adoptions.length === 0) return null;
  return (
    <Section title={<Trans>What it took over from others</Trans>}>
      <ul className="cards">
        {adoptions.map((adoption) => (
          <li key={adoption.id}>
            {adoption.practice !== null && (
              <p>
                <RecordLink id={adoption.practice.id}>{adoption.practice.name}</RecordLink>
              </p>
            )}
            <AdoptionCard adoption={adoption} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function OrganizationAside({ organization }: OrganizationProps) {
  const { practices, projects, events, communities, needs, sameAs, recognition } = organization;
  return (
    <>
      <AtAGlance organization={organization} />
      <LinkedPanel title={<Trans>Practices</Trans>} items={practices} />
      <LinkedPanel title={<Trans>Projects</Trans>} items={projects} />
      <LinkedPanel title={<Trans>Events</Trans>} items={events} />
      <LinkedPanel title={<Trans>Communities</Trans>} items={communities ?? []} />
      <LinkedPanel title={<Trans>Needs</Trans>} items={(needs ?? []).map(({ id, title }) => ({ id, name: title }))} />
      <LinkedPanel
        title={<Trans>The same association in other directories</Trans>}
        items={sameAs ?? []}
        note={({ partner }) => partner !== null && <Name>{partner.name}</Name>}
      />
      <RecognitionPanel recognition={recognition} />
    </>
  );
}

function AtAGlance({ organization }: OrganizationProps) {
  const formats = useFormats();
  const { legalName, acronym, languages, identifiers, website, contactUrl } = organization;
  return (
    <section>
      <h2>
        <Trans>At a glance</Trans>
      </h2>
      <Facts>
        {legalName !== null && legalName !== organization.name && (
          <Fact name={<Trans>Legal name</Trans>}>
            <Name>{legalName}</Name>
          </Fact>
        )}
        {acronym !== null && (
          <Fact name={<Trans>Acronym</Trans>}>
            <Name>{acronym}</Name>
          </Fact>
        )}
        {languages.length > 0 && (
          <Fact name={<Trans>Works in</Trans>}>{formats.list(languages.map((tag) => formats.language(tag)))}</Fact>
        )}
        {identifiers.map(({ scheme, value }) => (
          <Fact key={`${scheme}${value}`} name={scheme}>
            {value}
          </Fact>
        ))}
        {website !== null && (
          <Fact name={<Trans>Website</Trans>}>
            <OutLink url={website}>{plainText(website)}</OutLink>
          </Fact>
        )}
        {contactUrl !== null && (
          <Fact name={<Trans>Contact</Trans>}>
            <OutLink url={contactUrl}>
              <Trans>Its contact form</Trans>
            </OutLink>
          </Fact>
        )}
      </Facts>
    </section>
  );
}

function OrganizationConnections({ organization }: OrganizationProps) {
  const { t } = useLingui();
  const { practices, projects, people } = organization;
  const names: NamedLink[] = [
    [organization.organization, t`part of`],
    ...practices.map((each): NamedLink => [each, t`shares`]),
    ...projects.map((each): NamedLink => [each, t`runs`]),
    ...people.map((each): NamedLink => [each, t`works here`]),
  ];
  return <Connections record={organization} names={names} referencedBy={organization.referencedBy} />;
}
