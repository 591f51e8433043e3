// What each node of a graph is connected to. In: nodes and edges. Out: for each node its neighbours with the words, found at once.

export interface GraphNode {
  readonly id: string;
  readonly name: string;
  /** Decides the colour. */
  readonly kind: string;
  /** How large it is drawn, 1 being usual. */
  readonly weight?: number;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

interface Near {
  readonly name: string;
  readonly why: string;
}

/** The neighbours, by a node's id. */
export function neighboursOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, Near[]> {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const found = new Map<string, Near[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to, why } of edges) {
    found.get(from)?.push({ name: names.get(to) ?? "", why });
    found.get(to)?.push({ name: names.get(from) ?? "", why });
  }
  return found;
}
