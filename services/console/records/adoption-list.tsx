// Who used a practice, where, what they changed, what came of it. In: adoptions. Out: a section.
import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useViewer } from "../graph/session.js";
import { useFormats, type Formats } from "../ui/dates.js";
import { useLabels } from "../ui/labels.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name, Prose } from "../ui/text.js";
import { AdoptButton } from "./adopt-button.js";
import type { AdoptionShownFragment } from "./operations.js";

interface AdoptionListProps {
  readonly practice: { readonly id: string; readonly name: string; readonly version: string };
  readonly adoptions: readonly AdoptionShownFragment[] | null;
  readonly count: number | null;
}

/** The section. */
export function AdoptionList({ practice, adoptions, count }: AdoptionListProps) {
  const viewer = useViewer();
  const ours = adoptions?.find(({ by }) => by !== null && by.id === viewer.organization);
  const unstated = adoptions?.filter(({ cost }) => cost === null).length ?? 0;
  return (
    <Section title={<Trans>Used by others</Trans>} id="adoptions">
      <p>
        {count === 0 || count === null ? (
          <Trans>Nobody has said yet that they used it.</Trans>
        ) : (
          <Plural value={count} one="# organization has used it." other="# organizations have used it." />
        )}{" "}
        {unstated > 0 && <Plural value={unstated} one="# states no cost." other="# state no cost." />}
      </p>
      <ul className="cards">
        {adoptions?.map((adoption) => (
          <li key={adoption.id}>
            <AdoptionCard adoption={adoption} />
            {adoption === ours && <AdoptButton practice={practice} adoption={adoption} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One of them. */
export function AdoptionCard({ adoption }: { readonly adoption: AdoptionShownFragment }) {
  const labels = useLabels();
  const formats = useFormats();
  const { by, state, context, adaptations, outcome, lesson, since } = adoption;
  return (
    <div className="card">
      <p className="card-kicker">
        <span className={state === "STOPPED" ? "pill pill-bad" : "pill pill-good"}>{labels.adoption[state]}</span>
        <Trans>since {formats.day(since)}</Trans>
        {by?.partner !== null && by?.partner !== undefined && <Name>{by.partner.name}</Name>}
      </p>
      <h3>
        {by === null ? (
          <Trans>An organization that you may not see</Trans>
        ) : (
          <RecordLink id={by.id}>{by.name}</RecordLink>
        )}
      </h3>
      <Prose text={context} />
      <Told name={<Trans>Changed</Trans>} text={adaptations} />
      <Told name={<Trans>What came of it</Trans>} text={outcome} />
      <Told name={<Trans>Would do differently</Trans>} text={lesson} />
      <p className="hint">{figuresOf(adoption, formats).join(" · ")}</p>
    </div>
  );
}

function Told({ name, text }: { readonly name: ReactNode; readonly text: string | null }) {
  if (text === null || text === "") return null;
  return (
    <div className="told">
      <strong>{name}</strong>
      <Prose text={text} />
    </div>
  );
}

function figuresOf({ cost, savedHours, rating }: AdoptionShownFragment, formats: Formats): string[] {
  return [
    ...(cost === null ? [] : [formats.money(cost.amount, cost.currency)]),
    ...(savedHours === null ? [] : [`${formats.number(savedHours)} h`]),
    ...(rating === null ? [] : [`${"★".repeat(rating)}${"☆".repeat(5 - rating)}`]),
  ];
}
