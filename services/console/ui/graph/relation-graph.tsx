// A graph of things and what connects them: drawn by Cytoscape, placed beside the page, and the same as a list. In: nodes and edges. Out: the
// picture, what is at the chosen node, the list.
import "../../styles/map.css";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Core } from "cytoscape";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Name } from "../text.js";
import { addInParts, beginGraph, elementsOf } from "./draw-graph.js";
import type { LayoutAnswer, LayoutQuestion } from "./layout.js";
import { neighboursOf, type GraphEdge, type GraphNode } from "./neighbours.js";

interface RelationGraphProps {
  readonly label: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** What is shown of a node, in the list and where it is chosen. */
  readonly children: (node: GraphNode) => ReactNode;
}

/** The graph. */
export function RelationGraph({ label, nodes, edges, children }: RelationGraphProps) {
  const [chosen, choose] = useState<string | null>(null);
  const ids = useMemo(() => new Set(nodes.map(({ id }) => id)), [nodes]);
  const drawn = useMemo(() => edges.filter(({ from, to }) => ids.has(from) && ids.has(to)), [edges, ids]);
  const near = useMemo(() => neighboursOf(nodes, drawn), [nodes, drawn]);
  const node = nodes.find(({ id }) => id === chosen);
  return (
    <div className="graph">
      <div className="graph-frame">
        <Picture label={label} nodes={nodes} edges={drawn} choose={choose} />
      </div>
      <div role="status">
        {node === undefined ? (
          <p className="hint">
            <Trans>Choose something in the picture to see what it is and what it is connected to.</Trans>
          </p>
        ) : (
          <div className="panel">
            {children(node)}
            <Connected near={near.get(node.id)} />
          </div>
        )}
      </div>
      <AsList nodes={nodes} near={near}>
        {children}
      </AsList>
    </div>
  );
}

const MOST_LISTED = 300;
const MOST_NEAR = 12;

type Neighbours = ReturnType<typeof neighboursOf>;
type AsListProps = Pick<RelationGraphProps, "nodes" | "children"> & { readonly near: Neighbours };

/** The same as a list, made when it is opened. */
function AsList({ nodes, near, children }: AsListProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="graph-list" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Trans>The same as a list</Trans> ({nodes.length})
      </summary>
      {isOpen && (
        <ul>
          {nodes.slice(0, MOST_LISTED).map((each) => (
            <li key={each.id}>
              {children(each)} <Connected near={near.get(each.id)} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Connected({ near = [] }: { readonly near: ReturnType<Neighbours["get"]> }) {
  if (near.length === 0) return null;
  return (
    <ul className="hint">
      {near.slice(0, MOST_NEAR).map(({ name, why }, at) => (
        <li key={at}>
          {why}: <Name>{name}</Name>
        </li>
      ))}
    </ul>
  );
}

type PictureProps = Pick<RelationGraphProps, "label" | "nodes" | "edges"> & {
  readonly choose: (id: string | null) => void;
};

function Picture({ label, nodes, edges, choose }: PictureProps) {
  const { t } = useLingui();
  const place = useRef<HTMLDivElement>(null);
  const [isPlacing, setPlacing] = useState(true);
  useEffect(() => {
    if (place.current === null) return undefined;
    const container = place.current;
    let graph: Core | null = null;
    setPlacing(true);
    const stop = askForPlaces(
      { nodes: nodes.map(({ id }) => id), edges: edges.map(({ from, to }) => [from, to]) },
      (places) => {
        graph = beginGraph(container, nodes.length);
        graph.on("tap", (event) => choose(event.target === graph ? null : String(event.target.id())));
        void addInParts(graph, elementsOf({ nodes, edges, places })).then(() => setPlacing(false));
      },
    );
    return () => {
      stop();
      graph?.destroy();
    };
  }, [nodes, edges, choose]);
  return (
    <div
      ref={place}
      className="graph-picture"
      role="img"
      aria-busy={isPlacing}
      aria-label={t`${label}. The same stands below as a list.`}
    />
  );
}

function askForPlaces(question: LayoutQuestion, placed: (places: LayoutAnswer) => void): () => void {
  const worker = new Worker(new URL("./layout-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<LayoutAnswer>) => {
    placed(data);
    worker.terminate();
  });
  worker.postMessage(question);
  return () => worker.terminate();
}
