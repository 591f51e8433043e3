// What a record is connected to, as a small picture of links. In: what it names, and what names it. Out: a section, or nothing.
import { Trans, useLingui } from "@lingui/react/macro";
import { EgoGraph, type Neighbour } from "../ui/graph/ego-graph.js";
import { Section } from "../ui/page.js";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Something it names, and what connects them. */
export type NamedLink = readonly [Named | null | undefined, string];

interface ConnectionsProps {
  readonly record: Named;
  readonly names: readonly NamedLink[];
  readonly referencedBy: { readonly edges: ReadonlyArray<{ readonly node: Named }> } | null;
}

/** The section. Each thing stands in it once. */
export function Connections({ record, names, referencedBy }: ConnectionsProps) {
  const { t } = useLingui();
  const all: NamedLink[] = [...names, ...(referencedBy?.edges.map(({ node }) => [node, t`names it`] as const) ?? [])];
  const neighbours = new Map<string, Neighbour>();
  for (const [other, why] of all)
    if (other !== null && other !== undefined && other.id !== record.id && !neighbours.has(other.id))
      neighbours.set(other.id, { id: other.id, name: other.name, why });
  if (neighbours.size === 0) return null;
  return (
    <Section title={<Trans>Connections</Trans>} isScreenOnly>
      <EgoGraph name={record.name} neighbours={[...neighbours.values()]} />
    </Section>
  );
}
