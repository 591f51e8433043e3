// Work that is shared across the network, as a graph of who shares it. In: practices, projects and exchanges. Out: nodes and edges.
import type { GraphEdge, GraphNode } from "../ui/graph/neighbours.js";
import type { SharedExchangesQuery, SharedPracticesQuery, SharedProjectsQuery } from "./operations.js";
import type { WorkKind } from "./routes.js";

export type Practice = NonNullable<SharedPracticesQuery["practices"]>["nodes"][number];
export type Project = NonNullable<SharedProjectsQuery["projects"]>["nodes"][number];
export type Exchange = NonNullable<SharedExchangesQuery["exchanges"]>["edges"][number]["node"];

interface Actor {
  readonly id: string;
  readonly name: string;
  readonly partner: { readonly key: string; readonly name: string } | null;
}

/** One piece of work, and the two organizations that share it. */
export interface Share {
  readonly kind: WorkKind;
  readonly from: Actor;
  readonly to: Actor;
  readonly title: string;
}

type MaybeActor = Actor | null;

function share(kind: WorkKind, title: string, [from, to]: readonly [MaybeActor, MaybeActor]): Share[] {
  return from === null || to === null || from.id === to.id ? [] : [{ kind, from, to, title }];
}

/** Adaptations and adoptions of practices. */
export function sharesOfPractices(practices: readonly Practice[]): Share[] {
  return practices.flatMap(({ name, organization, adaptedFrom, adoptions }) => [
    ...(adaptedFrom === null ? [] : share("adaptation", name, [organization, adaptedFrom.organization])),
    ...(adoptions ?? []).flatMap(({ by }) => share("adoption", name, [by, organization])),
  ]);
}

/** Projects that several organizations carry. */
export function sharesOfProjects(projects: readonly Project[]): Share[] {
  return projects.flatMap(({ name, organization, jointWith }) =>
    jointWith.flatMap((other) => share("project", name, [organization, other])),
  );
}

/** Exchanges: staff, visits, joint projects that were proposed, agreed or carried out. */
export function sharesOfExchanges(exchanges: readonly Exchange[]): Share[] {
  return exchanges.flatMap(({ title, from, with: others }) =>
    others.flatMap((other) => share("exchange", title, [from, other])),
  );
}

interface Drawn {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The graph of organizations: a line for each piece of work. `why` says what it is. */
export function graphOfOrganizations(shares: readonly Share[], why: (share: Share) => string): Drawn {
  const counts = new Map<string, { readonly actor: Actor; count: number }>();
  for (const { from, to } of shares)
    for (const actor of [from, to]) {
      const known = counts.get(actor.id) ?? { actor, count: 0 };
      known.count += 1;
      counts.set(actor.id, known);
    }
  return {
    nodes: [...counts.values()].map(({ actor: { id, name }, count }) => ({
      id,
      name,
      kind: "organization",
      weight: weightOf(count),
    })),
    edges: shares.map((each) => ({ from: each.from.id, to: each.to.id, why: why(each) })),
  };
}

/** The graph of partners: a line for each two that share work. `why` says how much of it. Work within one partner is left out. */
export function graphOfPartners(shares: readonly Share[], why: (shares: readonly Share[]) => string): Drawn {
  const names = new Map<string, string>();
  const pairs = new Map<string, Share[]>();
  for (const each of shares) {
    const [from, to] = [each.from.partner, each.to.partner];
    if (from === null || to === null || from.key === to.key) continue;
    names.set(from.key, from.name).set(to.key, to.name);
    const pair = [from.key, to.key].sort().join(" ");
    pairs.set(pair, [...(pairs.get(pair) ?? []), each]);
  }
  const countOf = (key: string): number =>
    [...pairs].reduce((sum, [pair, own]) => sum + (pair.split(" ").includes(key) ? own.length : 0), 0);
  return {
    nodes: [...names].map(([key, name]) => ({ id: key, name, kind: "partner", weight: weightOf(countOf(key)) })),
    edges: [...pairs].map(([pair, own]) => {
      const [from = "", to = ""] = pair.split(" ");
      return { from, to, why: why(own) };
    }),
  };
}

/** How large a node is drawn: between a tenth of the usual size and little more than that, however much it shares. */
function weightOf(count: number): number {
  return Math.min(1.4, 0.1 * Math.log2(1 + count));
}
