// Room "plan", second half: operation text → query plan, by the Rust planner, which runs in a process of its own. In: the
// supergraph and prepared texts. Out: plans as the planner gives them, plain data, printable.
import { QueryPlanner, type PlanNode } from "@graphql-hive/router-query-planner";
import { PlannerChild } from "./planner-child.js";

export type { PlanNode } from "@graphql-hive/router-query-planner";

export interface Planner {
  /** Plans one operation. Null when nothing has to be fetched. Rejects when the planner finds no way. */
  plan(text: string): Promise<PlanNode | null>;
}

const child = new PlannerChild();
let count = 0;

/** A planner for one supergraph. Throws when the supergraph cannot be read. */
export function createPlanner(text: string): Planner {
  requireReadable(text);
  const supergraph = { number: count++, text };
  return { plan: (operation) => child.plan({ supergraph, operation }) };
}

/** The operator's own, so it is read in this process: whether it can be is found out at once. */
function requireReadable(text: string): QueryPlanner {
  return new QueryPlanner(text);
}
