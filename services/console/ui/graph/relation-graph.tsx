// A graph of things and what connects them: drawn by Cytoscape, placed beside the page, and the same as a list. In: nodes and edges. Out: the
// picture, what is at the chosen node, the list.
import "../../styles/map.css";
import { Trans, useLingui } from "@lingui/react/macro";
import cytoscape, { type Core, type StylesheetJson } from "cytoscape";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Name } from "../text.js";
import type { LayoutAnswer, LayoutQuestion } from "./layout.js";

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  /** Decides the colour: see `COLOURS`. */
  readonly kind: string;
  /** How large it is drawn, 1 being usual. */
  readonly weight?: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

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
          <Chosen node={node} nodes={nodes} edges={drawn}>
            {children}
          </Chosen>
        )}
      </div>
      <details className="graph-list">
        <summary>
          <Trans>The same as a list</Trans> ({nodes.length})
        </summary>
        <ul>
          {nodes.slice(0, MOST_LISTED).map((each) => (
            <li key={each.id}>
              {children(each)} <Connected node={each} nodes={nodes} edges={drawn} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const MOST_LISTED = 300;

type PartProps = Pick<RelationGraphProps, "nodes" | "edges"> & { readonly node: GraphNode };

function Chosen({ children, ...part }: PartProps & Pick<RelationGraphProps, "children">) {
  return (
    <div className="panel">
      {children(part.node)}
      <Connected {...part} />
    </div>
  );
}

function Connected({ node, nodes, edges }: PartProps) {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const near = edges.filter(({ from, to }) => from === node.id || to === node.id).slice(0, 12);
  if (near.length === 0) return null;
  return (
    <ul className="hint">
      {near.map(({ from, to, why }, at) => (
        <li key={at}>
          {why}: <Name>{names.get(from === node.id ? to : from) ?? ""}</Name>
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
        graph = draw({ container, nodes, edges, places });
        graph.on("tap", (event) => choose(event.target === graph ? null : String(event.target.id())));
        setPlacing(false);
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

interface Drawing extends Pick<RelationGraphProps, "nodes" | "edges"> {
  readonly container: HTMLElement;
  readonly places: LayoutAnswer;
}

/** Beyond this, names are drawn only from close by. */
const MANY = 150;

function draw({ container, nodes, edges, places }: Drawing): Core {
  const graph = cytoscape({
    container,
    style: stylesOf(container, nodes.length > MANY),
    elements: [
      ...nodes.map(({ id, name, kind, weight = 1 }) => ({
        data: { id, name, kind, size: 14 + 10 * Math.sqrt(weight) },
        position: places[id] ?? { x: 0, y: 0 },
      })),
      ...edges.map(({ from, to, why }, at) => ({ data: { id: `edge-${at}`, source: from, target: to, why } })),
    ],
    layout: { name: "preset", fit: true, padding: 30 },
    minZoom: 0.05,
    maxZoom: 4,
    hideEdgesOnViewport: nodes.length > MANY,
    textureOnViewport: nodes.length > MANY,
    pixelRatio: nodes.length > MANY ? 1 : "auto",
  });
  if (graph.zoom() <= CLOSEST) return graph;
  graph.zoom(CLOSEST); // a few nodes need not fill the frame
  return graph.center();
}

const CLOSEST = 1.2;

const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  partner: ["#0b5d57", "#6fc9bf"],
  organization: ["#0b5d57", "#6fc9bf"],
  person: ["#8a5200", "#f2b544"],
  practice: ["#3a4fa3", "#a9b8ff"],
  project: ["#7a2f7d", "#e0a3e3"],
  event: ["#9c3b1b", "#ff9f80"],
  community: ["#1f6f9c", "#8fd0f2"],
  discussion: ["#1f6f9c", "#8fd0f2"],
  topic: ["#55605f", "#b6c2c1"],
};

function stylesOf(container: HTMLElement, isLarge: boolean): StylesheetJson {
  const { color, colorScheme } = getComputedStyle(container);
  const isDark =
    colorScheme === "dark" || (colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches);
  const colour = ([light, dark]: readonly [string, string]): string => (isDark ? dark : light);
  return [
    {
      selector: "node",
      style: {
        ...{ width: "data(size)", height: "data(size)", label: "data(name)", color },
        ...{
          "font-size": 11,
          "text-valign": "bottom",
          "text-margin-y": 4,
          "text-wrap": "ellipsis",
          "text-max-width": "120px",
        },
        "min-zoomed-font-size": isLarge ? 9 : 5,
        "background-color": colour(["#55605f", "#b6c2c1"]),
      },
    },
    ...Object.entries(COLOURS).map(([kind, colours]) => ({
      selector: `node[kind = "${kind}"]`,
      style: { "background-color": colour(colours) },
    })),
    {
      selector: "edge",
      style: { width: 1.2, "line-color": isDark ? "#5b6a6b" : "#b0aa98", "curve-style": "haystack" },
    },
    { selector: "node:selected", style: { "border-width": 4, "border-color": isDark ? "#f2b544" : "#8a5200" } },
  ];
}
