// Where a practice comes from and what became of it, as a tree: who adapted what. In: the practice with its forebears and descendants.
// Out: nested lists.
import { Trans } from "@lingui/react/macro";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Name } from "../ui/text.js";

export interface Ancestor {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly partner: { readonly key: string; readonly name: string } | null;
  readonly adaptedFrom?: Ancestor | null;
  readonly adaptations?: ReadonlyArray<Ancestor | null> | null;
}

/** The tree; nothing where the practice stands alone. */
export function Lineage({ practice }: { readonly practice: Ancestor }) {
  const descendants = practice.adaptations?.filter((each) => each !== null) ?? [];
  if ((practice.adaptedFrom ?? null) === null && descendants.length === 0) return null;
  return (
    <Section title={<Trans>Who adapted what</Trans>}>
      <ul className="lineage">
        <Branch forebears={forebearsOf(practice)} practice={practice} />
      </ul>
    </Section>
  );
}

/** From the first one down. */
function forebearsOf({ adaptedFrom = null }: Ancestor): Ancestor[] {
  return adaptedFrom === null ? [] : [...forebearsOf(adaptedFrom), adaptedFrom];
}

interface BranchProps {
  readonly forebears: readonly Ancestor[];
  readonly practice: Ancestor;
}

function Branch({ forebears, practice }: BranchProps) {
  const [first, ...rest] = forebears;
  if (first === undefined) return <Descendants practice={practice} isSelf />;
  const others = (first.adaptations ?? []).filter(
    (each) => each !== null && each.id !== practice.id && rest.length === 0,
  );
  return (
    <li>
      <Entry practice={first} />
      <ul>
        <Branch forebears={rest} practice={practice} />
        {others.map((each) => (each === null ? null : <Descendants key={each.id} practice={each} />))}
      </ul>
    </li>
  );
}

function Descendants({ practice, isSelf = false }: { readonly practice: Ancestor; readonly isSelf?: boolean }) {
  const children = practice.adaptations?.filter((each) => each !== null) ?? [];
  return (
    <li>
      <Entry practice={practice} isSelf={isSelf} />
      {children.length > 0 && (
        <ul>
          {children.map((each) => (
            <Descendants key={each.id} practice={each} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Entry({ practice, isSelf = false }: { readonly practice: Ancestor; readonly isSelf?: boolean }) {
  const who = practice.organization?.name ?? practice.partner?.name;
  return (
    <span className={isSelf ? "lineage-self" : undefined}>
      {isSelf ? (
        <Name language={practice.language}>{practice.name}</Name>
      ) : (
        <RecordLink id={practice.id} language={practice.language}>
          {practice.name}
        </RecordLink>
      )}
      {who !== undefined && (
        <span className="hint">
          {" "}
          <Name>{who}</Name>
        </span>
      )}
      {isSelf && (
        <span className="hint">
          {" "}
          <Trans>(this page)</Trans>
        </span>
      )}
    </span>
  );
}
