// Walking all organizations of a network, page by page. In: a running network, an order, a direction. Out: what came, in
// the order asked for, and whether it is in order.
import { expect } from "@jest/globals";
import { comparePlaces, sortKeyOf } from "../../schema/record-order.js";
import type { Answer, LaunchedNetwork } from "../kit/launched.js";

export type Order = "NAME_ASC" | "UPDATED_DESC";

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly updatedAt: string;
}

const WALK = `query ($order: RecordOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  organizations(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { id name updatedAt } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** A page that is whole: a busy machine may make a partner late, and a page without its rows is not the walk's. */
async function wholePage(
  network: LaunchedNetwork,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer["data"]> {
  let answer: Answer | null = null;
  for (let attempt = 0; attempt < 5; attempt++) {
    answer = await network.ask(WALK, { variables, headers: { "maillage-partial": "refuse" } });
    if (answer.errors.length === 0) return answer.data.organizations;
    expect(answer.errors[0]?.extensions["code"]).toBe("RESPONSE_INCOMPLETE");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`no whole page: ${JSON.stringify(answer?.errors).slice(0, 500)}`);
}

/** All pages of all organizations, whole. */
export async function walk(
  network: LaunchedNetwork,
  order: Order,
  direction: "forward" | "backward",
): Promise<Organization[]> {
  const pages: Organization[][] = [];
  for (let cursor: string | null = null, more = true; more;) {
    const forward = direction === "forward";
    const { nodes, pageInfo } = await wholePage(network, {
      order,
      ...(forward ? { first: 100, after: cursor } : { last: 100, before: cursor }),
    });
    pages.push(nodes);
    [more, cursor] = forward
      ? [pageInfo.hasNextPage, pageInfo.endCursor]
      : [pageInfo.hasPreviousPage, pageInfo.startCursor];
  }
  return (direction === "forward" ? pages : pages.reverse()).flat();
}

/** The first two that are out of order, or null. */
export function disorder(rows: readonly Organization[], order: Order): unknown {
  const places = rows.map((row) => ({
    id: row.id,
    sortKey: sortKeyOf(order, order === "NAME_ASC" ? row.name : row.updatedAt),
  }));
  const at = places.findIndex((place, index) => {
    const next = places[index + 1];
    return next !== undefined && comparePlaces(order, place, next) >= 0;
  });
  return at < 0 ? null : [places[at], places[at + 1]];
}
