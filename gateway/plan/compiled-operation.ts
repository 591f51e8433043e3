// An operation, compiled, as the rooms hand it on. Types only.
import type { DocumentNode, OperationDefinitionNode } from "graphql";
import type { NodeRunner } from "../execute/plan-context.js";
import type { CostRule } from "../guard/operation-cost.js";
import type { Completer } from "../shape/compile-shape.js";
import type { PlanNode } from "./planner.js";

export interface CompiledOperation {
  readonly operation: OperationDefinitionNode;
  /** The text that was planned; null when nothing is fetched. */
  readonly prepared: string | null;
  readonly plan: PlanNode | null;
  readonly run: NodeRunner | null;
  /** The part that the gateway answers from the schema itself, or null. */
  readonly introspection: DocumentNode | null;
  /** What it costs, in points. */
  readonly cost: CostRule;
  /** The shape of the answer, for these values of the variables that decide @skip and @include. */
  shapeFor(variables: Readonly<Record<string, unknown>>): Completer;
}
