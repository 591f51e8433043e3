// Room "execute": the only loop over plan nodes. In: a plan, the subgraphs, the schema's types. Out: a function that
// runs the plan into a `Run`. Compiled once per plan; what a node needs is prepared here, not while it runs.
import type { PlanNode } from "../plan/planner.js";
import { compileBatchFetch, compileEntityFetch } from "./entity-fetch.js";
import type { CompileContext, NodeRunner, PlanContext } from "./plan-context.js";
import { compileRootFetch } from "./root-fetch.js";

/** Compiles a plan. Throws for nodes that this gateway's schemas cannot lead to. */
export function compilePlan(plan: PlanNode, context: PlanContext): NodeRunner {
  return compileNode(plan, { ...context, mayShare: !JSON.stringify(plan).includes('"TypeCondition":') });
}

function compileNode(node: PlanNode, context: CompileContext): NodeRunner {
  switch (node.kind) {
    case "Fetch":
      return compileRootFetch(node, context);
    case "BatchFetch":
      return compileBatchFetch(node, context);
    case "Flatten":
      if (node.node.kind === "Fetch") return compileEntityFetch(node.path, node.node, context);
      throw new TypeError(`A plan flattens into ${node.node.kind}.`);
    case "Sequence":
      return inSequence(node.nodes.map((child) => compileNode(child, context)));
    case "Parallel":
      return inParallel(node.nodes.map((child) => compileNode(child, context)));
    case "Condition": {
      const whenTrue = node.ifClause ? compileNode(node.ifClause, context) : null;
      const whenFalse = node.elseClause ? compileNode(node.elseClause, context) : null;
      return (run) => (run.variables[node.condition] === true ? whenTrue : whenFalse)?.(run);
    }
    default:
      throw new TypeError(`The schema offers no ${node.kind} and the plan has one.`);
  }
}

function inSequence(runners: readonly NodeRunner[]): NodeRunner {
  return async (run) => {
    for (const runner of runners) await runner(run);
  };
}

function inParallel(runners: readonly NodeRunner[]): NodeRunner {
  return async (run) => {
    await Promise.all(runners.map((runner) => runner(run)));
  };
}
