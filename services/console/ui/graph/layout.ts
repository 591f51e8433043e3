// Where the nodes of a graph stand: forces between them, computed beside the page so that it stays quick. In: nodes and edges. Out: places.
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from "d3-force";

export interface LayoutQuestion {
  readonly nodes: readonly string[];
  readonly edges: ReadonlyArray<readonly [string, string]>;
}

export type LayoutAnswer = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

interface Placed extends SimulationNodeDatum {
  readonly id: string;
}

const MOST_ROUNDS = 300;
/** Large graphs get fewer rounds: they are read as a whole. */
const WORK = 150_000;

/** Up to so many, each has the room that its name takes; beyond, a graph is read as a whole. */
const FEW = 40;
/** Stretched: names are wider than high. */
const ROOMY = { charge: -420, distance: 90, apart: 44, stretch: 1.6 };
const DENSE = { charge: -180, distance: 70, apart: 26, stretch: 1 };

/** Places the nodes. The same graph is always placed the same way. */
export function placeNodes({ nodes, edges }: LayoutQuestion): LayoutAnswer {
  const { charge, distance, apart, stretch } = nodes.length < FEW ? ROOMY : DENSE;
  const placed: Placed[] = nodes.map((id) => ({ id }));
  const links = edges.map(([source, target]) => ({ source, target }));
  const simulation = forceSimulation(placed)
    .force("charge", forceManyBody().strength(charge).distanceMax(900))
    .force(
      "link",
      forceLink<Placed, { source: string; target: string }>(links)
        .id(({ id }) => id)
        .distance(distance),
    )
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.07))
    .force("apart", forceCollide(apart))
    .stop();
  simulation.tick(Math.max(40, Math.min(MOST_ROUNDS, Math.floor(WORK / Math.max(1, nodes.length)))));
  return Object.fromEntries(placed.map(({ id, x = 0, y = 0 }) => [id, { x: x * stretch, y }]));
}
