// Drawing a graph with Cytoscape, a part at a time. In: nodes, edges, places. Out: a picture in a place of the page.
import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import { plainText } from "../text.js";
import type { LayoutAnswer } from "./layout.js";
import type { GraphEdge, GraphNode } from "./neighbours.js";

/** Beyond this, names are drawn only from close by. */
const MANY = 150;

/** An empty picture in a place of the page, for so many nodes. */
export function beginGraph(container: HTMLElement, nodeCount: number): Core {
  const isLarge = nodeCount > MANY;
  return cytoscape({
    container,
    style: stylesOf(container, isLarge),
    layout: { name: "preset" },
    minZoom: 0.05,
    maxZoom: 4,
    hideEdgesOnViewport: isLarge,
    textureOnViewport: isLarge,
    pixelRatio: isLarge ? 1 : "auto",
  });
}

interface Drawing {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly places: LayoutAnswer;
}

/** What Cytoscape draws. In large graphs only the best connected nodes are named. */
export function elementsOf({ nodes, edges, places }: Drawing): ElementDefinition[] {
  const isNamed = nodes.length > MANY ? bestConnected(edges) : () => true;
  return [
    ...nodes.map(({ id, name, kind, weight = 1 }) => ({
      data: {
        id,
        name: shorten(name),
        label: isNamed(id) ? shorten(name) : "",
        kind,
        size: 14 + 10 * Math.sqrt(weight),
      },
      position: places[id] ?? { x: 0, y: 0 },
    })),
    ...edges.map(({ from, to, why }, at) => ({ data: { id: `edge-${at}`, source: from, target: to, why } })),
  ];
}

const NAMED = 60;
const LONGEST = 24;

/** Whether a node is one of those with the most edges: in a large graph only they are named, the others when they are chosen. */
function bestConnected(edges: Drawing["edges"]): (id: string) => boolean {
  const degrees = new Map<string, number>();
  for (const id of edges.flatMap(({ from, to }) => [from, to])) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const best = [...degrees].toSorted(([, a], [, b]) => b - a).slice(0, NAMED);
  const named = new Set(best.map(([id]) => id));
  return (id) => named.has(id);
}

/** Cut here: Cytoscape would measure each name many times to cut it. */
function shorten(name: string): string {
  const letters = [...plainText(name)];
  return letters.length <= LONGEST ? letters.join("") : `${letters.slice(0, LONGEST - 1).join("")}…`;
}

const PART = 100;
const CLOSEST = 1.2;
const PADDING_PX = 30;

/** Adds the elements of large graphs a part at a time, so that the page listens in between. A graph that is gone meanwhile is left alone. */
export async function addInParts(graph: Core, elements: readonly ElementDefinition[]): Promise<void> {
  for (let at = 0; at < elements.length && !graph.destroyed(); at += PART) {
    graph.batch(() => graph.add(elements.slice(at, at + PART)));
    if (at + PART < elements.length) await new Promise((resolve) => setTimeout(resolve));
  }
  if (graph.destroyed()) return;
  graph.fit(undefined, PADDING_PX);
  if (graph.zoom() <= CLOSEST) return;
  graph.zoom(CLOSEST); // a few nodes need not fill the frame
  graph.center();
}

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
        ...{ width: "data(size)", height: "data(size)", label: "data(label)", color },
        ...{ "font-size": 11, "text-valign": "bottom", "text-margin-y": 4 },
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
    {
      selector: "node:selected",
      style: { label: "data(name)", "border-width": 4, "border-color": isDark ? "#f2b544" : "#8a5200" },
    },
  ];
}
