// A graph that is larger than any question's: the hub's answer in the page is replaced by one with 2,000 nodes. In: a page. Out: nothing;
// what is drawn is drawn by the console itself.
import type { Page } from "playwright-core";

/** Hits, and an organization for every four of them. */
const HITS = 1_600;
const ORGANIZATIONS = HITS / 4;
export const GRAPH_NODES = HITS + ORGANIZATIONS;

/** Answers the question for the graph. */
export async function answerWithLargeGraph(page: Page): Promise<void> {
  await page.route("**/graphql", async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName?: string }; // as the console asks
    if (operationName !== "FindAsGraph") return route.continue();
    const edges = Array.from({ length: HITS }, (_, at) => ({ node: hit(at) }));
    return route.fulfill({ json: { data: { search: { totalCount: HITS, edges } } } });
  });
}

function hit(at: number): unknown {
  const id = `alder:practice:g${at}`;
  const name = `Practice ${at} of a large network`;
  const organization = { id: `alder:organization:o${at % ORGANIZATIONS}`, name: `Organization ${at % ORGANIZATIONS}` };
  const adaptedFrom =
    at % 3 === 0 && at > 0
      ? { id: `alder:practice:g${Math.floor(at / 3)}`, name: `Practice ${Math.floor(at / 3)}` }
      : null;
  const node = { __typename: "Practice", id, organization, topics: [], adaptedFrom, contributors: [] };
  return { id, type: "PRACTICE", name, node };
}
