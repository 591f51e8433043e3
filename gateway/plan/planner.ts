// Room "plan", second half: operation text → query plan, by the Rust planner. In: the supergraph and prepared texts.
// Out: plans as the planner gives them, plain data, printable.
import { QueryPlanner, type PlanNode } from "@graphql-hive/router-query-planner";

export type { PlanNode } from "@graphql-hive/router-query-planner";

export interface Planner {
  /** Plans one operation. Null when nothing has to be fetched. Throws when the planner finds no way. */
  plan(text: string): PlanNode | null;
}

/** A planner for one supergraph. Throws when the supergraph cannot be read. */
export function createPlanner(supergraph: string): Planner {
  const planner = new QueryPlanner(supergraph);
  const noLabels = new Set<string>();
  return { plan: (text) => planner.plan(text, null, noLabels, 0).node ?? null };
}
