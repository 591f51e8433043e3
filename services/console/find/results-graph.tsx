// The hits as a graph: what adapts what, who works where and with whom. In: what is asked. Out: nodes and edges.
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useAsk } from "../graph/use-ask.js";
import { Asked as Answered } from "../ui/asked.js";
import type { GraphEdge, GraphNode } from "../ui/graph/neighbours.js";
import { RelationGraph } from "../ui/graph/relation-graph.js";
import { RecordLink, typeOfId } from "../ui/record-link.js";
import { TypeMark } from "../ui/type-mark.js";
import { FindAsGraph, type FindAsGraphQuery } from "./operations.js";
import type { Asked } from "./asked.js";

type Search = NonNullable<FindAsGraphQuery["search"]>;
type Hit = Search["edges"][number]["node"];

const MOST = 60;

/** The graph. */
export function ResultsGraph({ asked: { text, filter } }: { readonly asked: Asked }) {
  const query = useAsk(FindAsGraph, { text, filter, first: MOST }, { keeps: true });
  return <Answered query={query}>{({ search }) => (search === null ? null : <Drawn search={search} />)}</Answered>;
}

function Drawn({ search }: { readonly search: Search }) {
  const { t } = useLingui();
  const why = useWhy();
  const { nodes, edges } = useMemo(
    () =>
      graphOf(
        search.edges.map(({ node }) => node),
        why,
      ),
    [search, why],
  );
  return (
    <>
      <RelationGraph label={t`How the results are connected`} nodes={nodes} edges={edges}>
        {({ id, name }) => (
          <p className="card-kicker">
            <NodeType id={id} />
            <RecordLink id={id}>{name}</RecordLink>
          </p>
        )}
      </RelationGraph>
      <p className="hint">
        <Trans>
          The best {search.edges.length} of {search.totalCount} results, and what they are connected to.
        </Trans>
      </p>
    </>
  );
}

function NodeType({ id }: { readonly id: string }) {
  const type = typeOfId(id);
  return type === null ? null : <TypeMark type={type} />;
}

interface Why {
  readonly of: string;
  readonly adapted: string;
  readonly contributed: string;
  readonly joint: string;
  readonly team: string;
  readonly speaks: string;
  readonly material: string;
}

function useWhy(): Why {
  const { t, i18n } = useLingui();
  return useMemo(
    () => ({
      ...{ of: t`belongs to`, adapted: t`adapted from`, contributed: t`contributed`, joint: t`carried together` },
      ...{ team: t`in the team`, speaks: t`speaks at`, material: t`used at` },
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the words are those of the language
    [i18n.locale],
  );
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function graphOf(hits: readonly Hit[], why: Why): { readonly nodes: GraphNode[]; readonly edges: GraphEdge[] } {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  const add = ({ id, name }: Named, weight = 1): void => {
    if (!nodes.has(id)) nodes.set(id, { id, name, kind: typeOfId(id) ?? "topic", weight });
  };
  for (const hit of hits) add(hit, 3);
  for (const hit of hits)
    for (const [other, label] of relatedTo(hit, why)) {
      add(other);
      if (other.id !== hit.id) edges.push({ from: hit.id, to: other.id, why: label });
    }
  return { nodes: [...nodes.values()], edges };
}

type Related = readonly [Named, string];

function relatedTo({ node }: Hit, why: Why): Related[] {
  if (node === null || !("organization" in node)) return [];
  const own: ReadonlyArray<readonly [Named | null | undefined, string]> = [
    [node.organization, why.of],
    ...("adaptedFrom" in node ? [[node.adaptedFrom, why.adapted] as const] : []),
    ...("contributors" in node ? node.contributors.map(({ person }) => [person, why.contributed] as const) : []),
    ...("jointWith" in node ? node.jointWith.map((each) => [each, why.joint] as const) : []),
    ...("team" in node ? node.team.map(({ person }) => [person, why.team] as const) : []),
    ...("speakers" in node ? node.speakers.map((each) => [each, why.speaks] as const) : []),
    ...("materials" in node ? node.materials.map((each) => [each, why.material] as const) : []),
  ];
  return own.flatMap(([other, label]) => (other === null || other === undefined ? [] : [[other, label] as const]));
}
