// The parts of the suite share this: the endpoint under test and what its rows must come to.
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { RecordTypename } from "../../schema/record-id.js";
import type { RecordOrder } from "../../schema/record-order.js";
import type { RowModel } from "./model.js";
import { dataOf, type Target, type TargetKind } from "./target.js";

export interface Suite {
  readonly kind: TargetKind;
  /** The endpoint, once it is started. */
  target(): Target;
  model(): RowModel;
}

export const FIELDS: Readonly<Record<RecordTypename, string>> = {
  Organization: "organizations",
  Person: "people",
  Project: "projects",
  Practice: "practices",
  Event: "events",
};
export const TYPENAMES = Object.keys(FIELDS) as RecordTypename[]; // keys of a const object

export interface PageRead {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface PageWish {
  readonly typename: RecordTypename;
  readonly reader?: ReaderVisibility;
  readonly orderBy?: RecordOrder;
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly first?: number;
  readonly after?: string | null;
  readonly last?: number;
  readonly before?: string | null;
}

/** The text that asks for a page, whatever its arguments. */
export function pageQuery(typename: RecordTypename): string {
  return `query ($filter: ${typename}Filter, $orderBy: RecordOrder! = UPDATED_DESC, $first: Int, $after: String, $last: Int, $before: String) {
    list: ${FIELDS[typename]}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
}

/** Reads a page; `nodes` and `edges` must say the same. */
export async function readPage(
  suite: Suite,
  { typename, reader = "PUBLIC", ...variables }: PageWish,
): Promise<PageRead> {
  const data = await dataOf(suite.target(), pageQuery(typename), { variables, as: reader });
  const list = data["list"] as {
    totalCount: number;
    nodes: Array<{ id: string }>;
    edges: Array<{ cursor: string; node: { id: string } }>;
    pageInfo: PageRead["pageInfo"];
  }; // as pageQuery selects it
  const ids = list.edges.map(({ node }) => node.id);
  if (list.nodes.map(({ id }) => id).join() !== ids.join()) throw new Error("nodes and edges differ");
  return { ids, cursors: list.edges.map(({ cursor }) => cursor), totalCount: list.totalCount, pageInfo: list.pageInfo };
}

/** Records by id, in the order asked for, null for what is none: through `_entities`, or `nodes` where that is served. */
export async function lookUp(
  suite: Suite,
  ids: readonly string[],
  wish: { as: ReaderVisibility; selection?: string },
): Promise<unknown[]> {
  const selection = wish.selection ?? "id";
  const fragments = TYPENAMES.map((typename) => `... on ${typename} { __typename ${selection} }`).join(" ");
  if (!suite.kind.serves.has("entities")) {
    const data = await dataOf(suite.target(), `query ($ids: [ID!]!) { found: nodes(ids: $ids) { ${fragments} } }`, {
      variables: { ids },
      as: wish.as,
    });
    return data["found"] as unknown[]; // a list, as the schema says
  }
  const types: Readonly<Record<string, RecordTypename>> = {
    organization: "Organization",
    person: "Person",
    project: "Project",
    practice: "Practice",
    event: "Event",
  };
  const representations = ids.map((id) => ({ __typename: types[id.split(":")[1] ?? ""] ?? "Person", id }));
  const data = await dataOf(
    suite.target(),
    `query ($of: [_Any!]!) { found: _entities(representations: $of) { ${fragments} } }`,
    {
      variables: { of: representations },
      as: wish.as,
    },
  );
  return data["found"] as unknown[]; // a list, as the schema says
}
