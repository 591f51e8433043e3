// Somebody who knows: who they are, what backs it, how to reach them. In: an expert. Out: an item of a list.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useFormats } from "./dates.js";
import { useLabels } from "./labels.js";
import { RecordLink } from "./record-link.js";
import { Name, plainText } from "./text.js";
import { TypeMark } from "./type-mark.js";

type EvidenceKind = "CLAIM" | "PROJECT" | "PRACTICE" | "EVENT" | "ENDORSEMENT" | "ADOPTION" | "CONTRIBUTION";
type Offer = "ADVICE" | "MENTORING" | "TRAINING" | "SPEAKING" | "PEER_REVIEW" | "STAFF_EXCHANGE" | "FIELD_VISIT";

export interface ExpertShown {
  readonly person: {
    readonly id: string;
    readonly languages: readonly string[];
    readonly offers: readonly Offer[];
    readonly unavailableUntil: string | null;
  } | null;
  readonly name: string;
  readonly headline: string | null;
  readonly partner: string;
  readonly organizationName: string | null;
  readonly evidence: ReadonlyArray<{
    readonly kind: EvidenceKind;
    readonly label: string;
    readonly weight: number;
    readonly record: { readonly id: string } | null;
  }>;
}

const MOST_EVIDENCE = 4;
/** The others say in their own words what they are. */
const WORK: ReadonlySet<EvidenceKind> = new Set(["PROJECT", "PRACTICE", "EVENT", "CONTRIBUTION"]);

/** The expert. */
export function ExpertCard({ expert, actions }: { readonly expert: ExpertShown; readonly actions?: React.ReactNode }) {
  const { person, name, headline, organizationName, evidence } = expert;
  return (
    <div className="card card-person">
      <p className="card-kicker">
        <TypeMark type="person" />
        {organizationName !== null && <Name>{organizationName}</Name>}
      </p>
      <h3>{person === null ? <Name>{name}</Name> : <RecordLink id={person.id}>{name}</RecordLink>}</h3>
      {headline !== null && (
        <p className="card-text" dir="auto">
          {plainText(headline)}
        </p>
      )}
      {person !== null && <Reach person={person} />}
      <EvidenceList evidence={evidence} />
      {actions}
    </div>
  );
}

function Reach({ person }: { readonly person: NonNullable<ExpertShown["person"]> }) {
  const formats = useFormats();
  const labels = useLabels();
  const speaks = formats.list(person.languages.map((tag) => formats.language(tag)));
  const offers = formats.list(person.offers.map((offer) => labels.offer[offer]));
  return (
    <p className="hint">
      {person.languages.length > 0 && <Trans>Speaks {speaks}.</Trans>}{" "}
      {person.offers.length > 0 && <Trans>Offers: {offers}.</Trans>}{" "}
      {person.unavailableUntil !== null && <Trans>Not available until {formats.day(person.unavailableUntil)}.</Trans>}
    </p>
  );
}

/** What backs it, the weightiest first, each of it readable. */
export function EvidenceList({ evidence }: Pick<ExpertShown, "evidence">) {
  const { t } = useLingui();
  const labels = useLabels();
  const rest = evidence.length - MOST_EVIDENCE;
  const heaviest = evidence.reduce((most, { weight }) => Math.max(most, weight), 0);
  return (
    <ul className="evidence" aria-label={t`Why this person`}>
      {evidence.slice(0, MOST_EVIDENCE).map(({ kind, label, weight, record }, at) => (
        <li key={at}>
          <span
            className="evidence-bar"
            aria-hidden="true"
            style={{ inlineSize: `${heaviest === 0 ? 0 : (weight / heaviest) * 100}%` }}
          />
          {WORK.has(kind) && <span className="evidence-kind">{labels.evidence[kind]} </span>}
          {record === null ? <Name>{label}</Name> : <RecordLink id={record.id}>{label}</RecordLink>}
        </li>
      ))}
      {rest > 0 && (
        <li className="hint">
          <Plural value={rest} one="and # more piece of evidence" other="and # more pieces of evidence" />
        </li>
      )}
    </ul>
  );
}
