// A practice, to be read like a guide: the problem, where it worked, the steps, what came of it, what it takes, who else used it, how sure it
// is. In: an id. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { useAsk } from "../graph/use-ask.js";
import { useViewer } from "../graph/session.js";
import { useLabels } from "../ui/labels.js";
import { Section } from "../ui/page.js";
import { plainText, Prose } from "../ui/text.js";
import { AdoptButton } from "./adopt-button.js";
import { AdoptionList } from "./adoption-list.js";
import { Connections, type NamedLink } from "./connections.js";
import { DiscussButton } from "./discuss-button.js";
import { FlagButton } from "../ui/flag-button.js";
import { FollowButton } from "../ui/follow-button.js";
import { Lineage } from "./lineage.js";
import { Attachments, DiscussionList, Related, TextList } from "./linked-list.js";
import { PracticeById } from "./operations.js";
import { PracticeFacts } from "./practice-facts.js";
import { Sought } from "./sought.js";
import type { PracticeShown } from "./shown.js";
import { QualityPanel } from "./quality-panel.js";
import { RecordFrame } from "./record-frame.js";
import { useRendering, type Rendering } from "./rendering.js";
import { ReviewButton } from "./review-button.js";
import { ReviewList } from "./review-list.js";

/** The page. */
export function PracticePage() {
  const { id } = useParams({ from: "/practices/$id" });
  const query = useAsk(PracticeById, { id });
  return (
    <Sought query={query} find={({ node }) => (node?.__typename === "Practice" ? node : null)}>
      {(practice) => <PracticeView key={practice.id} practice={practice} />}
    </Sought>
  );
}

function PracticeView({ practice }: { readonly practice: PracticeShown }) {
  const labels = useLabels();
  const rendering = useRendering(practice);
  return (
    <RecordFrame
      type="practice"
      record={practice}
      rendering={rendering}
      kicker={<span>{labels.practiceKind[practice.practiceKind]}</span>}
      actions={<PracticeActions practice={practice} />}
      aside={
        <>
          <QualityPanel quality={practice.quality} />
          <PracticeFacts practice={practice} />
        </>
      }
    >
      <Guide practice={practice} rendering={rendering} />
      <Attachments items={practice.attachments} />
      <Lineage practice={practice} />
      <AdoptionList practice={practice} adoptions={practice.adoptions} count={practice.adoptionCount} />
      <ReviewList reviews={practice.reviews} />
      <DiscussionList items={practice.discussions} />
      <PracticeConnections practice={practice} />
      <Related hits={practice.related} />
      <FlagButton id={practice.id} />
    </RecordFrame>
  );
}

function PracticeActions({ practice }: { readonly practice: PracticeShown }) {
  const viewer = useViewer();
  const { id, name, topics, organization, adoptions } = practice;
  const isOurs = organization !== null && organization.id === viewer.organization;
  const hasOurs = adoptions?.some(({ by }) => by !== null && by.id === viewer.organization) === true;
  return (
    <>
      {!isOurs && !hasOurs && <AdoptButton practice={practice} />}
      <DiscussButton id={id} name={name} topics={topics} />
      {!isOurs && <ReviewButton practice={id} />}
      <FollowButton id={id} />
      <Button className="button" onPress={() => print()}>
        <Printer aria-hidden="true" />
        <Trans>Print</Trans>
      </Button>
    </>
  );
}

interface GuideProps {
  readonly practice: PracticeShown;
  readonly rendering: Rendering;
}

function Guide({ practice, rendering }: GuideProps) {
  const steps = rendering.list("steps");
  const pitfalls = rendering.list("pitfalls");
  const prose = (field: string, title: ReactNode) =>
    rendering.prose(field).text === null ? null : (
      <Section title={title}>
        <Prose {...rendering.prose(field)} />
      </Section>
    );
  return (
    <>
      {prose("problem", <Trans>The problem</Trans>)}
      <WhereItWorked practice={practice} rendering={rendering} />
      {prose("approach", <Trans>The approach</Trans>)}
      {steps.items.length > 0 && (
        <Section title={<Plural value={steps.items.length} one="One step" other="# steps" />}>
          <ol className="steps" lang={steps.language}>
            {steps.items.map((step, at) => (
              <li key={at} dir="auto">
                {plainText(step)}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {prose("results", <Trans>What came of it</Trans>)}
      <TextList title={<Trans>What it takes</Trans>} items={practice.resourcesNeeded} language={practice.language} />
      <TextList title={<Trans>What helped</Trans>} items={practice.enablers} language={practice.language} />
      <TextList
        title={<Trans>What stood in the way</Trans>}
        items={practice.constraints}
        language={practice.language}
      />
      <TextList
        title={<Trans>Mistakes you need not make again</Trans>}
        items={pitfalls.items}
        language={pitfalls.language}
      />
    </>
  );
}

function WhereItWorked({ practice: { context, language }, rendering }: GuideProps) {
  const translated = rendering.prose("culturalNotes");
  const notes = translated.text === null ? { text: context.culturalNotes, language } : translated;
  if (context.description === null && notes.text === null) return null;
  return (
    <Section title={<Trans>Where it worked</Trans>}>
      <Prose text={context.description} language={language} />
      <Prose {...notes} />
    </Section>
  );
}

function PracticeConnections({ practice }: { readonly practice: PracticeShown }) {
  const { t } = useLingui();
  const names: NamedLink[] = [
    [practice.organization, t`its organization`],
    [practice.adaptedFrom, t`adapted from`],
    ...(practice.adaptations ?? []).map((each): NamedLink => [each, t`adapts it`]),
    ...practice.contributors.map(({ person, organization }): NamedLink => [person ?? organization, t`contributed`]),
    ...(practice.adoptions ?? []).map(({ by }): NamedLink => [by, t`used it`]),
  ];
  return <Connections record={practice} names={names} referencedBy={practice.referencedBy} />;
}
