// What a source is asked for in a scatter: its own page of the reader's selection and of what the merge needs. In: the
// compiled root, the page, where the source is to go on. Out: a part of a request.
import { encodeCursor } from "../../schema/cursor.js";
import type { PageRequest } from "../../schema/page-request.js";
import { sortFieldOf, type Place } from "../../schema/record-order.js";
import { readersVariables, type PartitionPlan, type ScatterRoot } from "./partition-plan.js";
import type { Part } from "./parts.js";
import type { Walk } from "./walk.js";

/** What all requests of one scattered field have in common. */
export interface ScatterRequests {
  readonly root: ScatterRoot;
  readonly plan: PartitionPlan;
  readonly page: PageRequest;
  /** The filter for partners, or null. */
  readonly filter: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly walk: Walk;
  readonly deadline: number;
}

/** One request: how many rows, and where the source's last row stood when it is asked to go on. */
export interface Ask {
  readonly size: number;
  readonly goOn: Place | null;
  /** The first answer holds the total. */
  readonly isFirst: boolean;
}

/** The root field for one source. */
export function writeAsk(requests: ScatterRequests, ask: Ask): Part {
  const { root, plan, variables, deadline } = requests;
  const { prefix } = plan.keys;
  const key = `${prefix}${root.key}`;
  const args = argumentsFor(requests, ask);
  const own = readersVariables(plan, root.shape.variables, variables);
  const named = args.map(({ name, type, value }) => [`${key}_${name}`, { type, value }] as const);
  const text = args.map(({ name }) => `${name}: $${key}_${name}`).join(", ");
  const field = `${key}: ${root.name}(${text}) {${selectionFor(requests, ask)}}`;
  return { key, field, variables: new Map([...own, ...named]), deadline };
}

function selectionFor({ root, plan, walk }: ScatterRequests, { isFirst }: Ask): string {
  const { keys } = plan;
  const { shape } = root;
  const sortField = sortFieldOf(walk) ?? "id";
  const edges = `${keys.edges}: edges {cursor node {${keys.id}: id ${keys.type}: __typename ${keys.visibility}: visibility ${keys.sort}: ${sortField}}}`;
  const page = `${keys.page}: pageInfo {hasNextPage hasPreviousPage}`;
  const parts = [
    ...(shape.wantsRows ? [shape.text, edges, page] : []),
    ...(isFirst && shape.wantsTotal ? [`${keys.total}: totalCount`] : []),
  ].filter((text) => text !== "");
  return parts.length === 0 ? "__typename" : parts.join(" ");
}

interface Argument {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

function argumentsFor({ page, filter, root, walk }: ScatterRequests, { size, goOn }: Ask): Argument[] {
  const { backward } = walk;
  const after = backward ? page.after : (goOn ?? page.after);
  const before = backward ? (goOn ?? page.before) : page.before;
  const cursor = (name: string, place: Place | null): Argument[] =>
    place === null ? [] : [{ name, type: "String", value: encodeCursor(page.order, place) }];
  return [
    ...(filter === null ? [] : [{ name: "filter", type: root.filterType, value: filter }]),
    { name: "orderBy", type: "RecordOrder!", value: page.order },
    { name: backward ? "last" : "first", type: "Int", value: size },
    ...cursor("after", after),
    ...cursor("before", before),
  ];
}
