// What the kit asks. In: rows and cursors that came. Out: documents of GraphQL.
import type { RecordTypename } from "../../../schema/record-id.js";
import { RECORD_TYPES } from "../../../schema/record-id.js";
import { RECORD_ORDERS, sortFieldOf, type RecordOrder } from "../../../schema/record-order.js";
import { recordSelection } from "./contract-shape.js";

/** The root field that lists each type. */
export const LISTS: Readonly<Record<RecordTypename, string>> = {
  Organization: "organizations",
  Person: "people",
  Project: "projects",
  Practice: "practices",
  Event: "events",
};
export const TYPENAMES: readonly RecordTypename[] = Object.values(RECORD_TYPES);

export const HELLO = "{ __typename }";
export const NONSENSE = "{ __typename ";
export const SDL = "{ _service { sdl } }";
export const DESCRIPTOR = `{ partnerDescriptor { key name contractVersion level languages licence
  counts { organizations people projects practices events } } }`;
export const FEED_PAGE = 50;
export const LIST_PAGE = 10;

/** A page of the change feed, records as whole as a version of the contract has them. */
export function feedQuestion(
  after: string | null,
  version: string,
): { query: string; variables: Record<string, unknown> } {
  const query = `query ($after: String, $first: Int!) { changes(after: $after, first: $first) {
    epoch restart endCursor hasMore changes { sequence op id at record { ${recordSelection(version)} } } } }`;
  return { query, variables: { after, first: FEED_PAGE } };
}

/** Records by id, in the order of the ids. */
export function entitiesQuestion(ids: readonly string[]): { query: string; variables: Record<string, unknown> } {
  const fragments = TYPENAMES.map((typename) => `... on ${typename} { id visibility }`).join(" ");
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${fragments} } }`;
  const of = ids.map((id) => ({ __typename: RECORD_TYPES[typeIn(id)], id }));
  return { query, variables: { of } };
}

function typeIn(id: string): keyof typeof RECORD_TYPES {
  const type = id.split(":")[1] ?? "";
  return Object.hasOwn(RECORD_TYPES, type) ? (type as keyof typeof RECORD_TYPES) : "organization"; // own key
}

/** The orders in which a type can be listed. */
export function ordersOf(typename: RecordTypename): RecordOrder[] {
  return RECORD_ORDERS.filter((order) => sortFieldOf({ order, typename }) !== null);
}

/** A page's worth, under an alias. */
export interface ListWish {
  readonly alias: string;
  readonly typename: RecordTypename;
  /** Arguments as GraphQL writes them, without parentheses; empty for none. */
  readonly args: string;
}

/** What filters look at, by type. */
export const FILTERED: Readonly<Record<RecordTypename, string>> = {
  Organization: "summary countries areas topics { id } organization { id } status",
  Person: "summary countries areas topics { id } organization { id } languages offers",
  Project: "summary countries areas topics { id } organization { id } status settings",
  Practice: "summary countries areas topics { id } organization { id } practiceKind licence",
  Event: "summary countries areas topics { id } organization { id } eventKind status online",
};

const PAGE_INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";

/** Several lists in one request. */
export function listsQuestion(
  wishes: readonly ListWish[],
  more: Readonly<Partial<Record<RecordTypename, string>>> = {},
): { query: string } {
  const fields = wishes.map(({ alias, typename, args }) => {
    const start = sortFieldOf({ order: "STARTS_ASC", typename });
    const node = `__typename id name updatedAt visibility ${start ?? ""} ${more[typename] ?? ""}`;
    const selection = `totalCount ${PAGE_INFO} nodes { id } edges { cursor node { ${node} } }`;
    return `${alias}: ${LISTS[typename]}${args === "" ? "" : `(${args})`} { ${selection} }`;
  });
  return { query: `{ ${fields.join(" ")} }` };
}

/** One list of every type, UPDATED_DESC. */
export function everyList(args: string): { query: string } {
  return listsQuestion(
    TYPENAMES.map((typename) => ({ alias: typename, typename, args })),
    FILTERED,
  );
}

/** The lists of a type in all its orders. */
export function everyOrder(typename: RecordTypename): { query: string } {
  const wishes = ordersOf(typename).map((order) => ({
    ...{ alias: order, typename },
    args: `first: ${LIST_PAGE}, orderBy: ${order}`,
  }));
  return listsQuestion(wishes);
}
