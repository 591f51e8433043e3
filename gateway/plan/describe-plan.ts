// A query plan as it is printed: one line a step, indented. In: a plan. Out: text for `explain` and for snapshots.
import type { FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import type { PlanNode } from "./planner.js";

/** The plan as text; `Nothing` when nothing is fetched. */
export function describePlan(plan: PlanNode | null): string {
  return plan === null ? "Nothing" : linesOf(plan, "").join("\n");
}

function linesOf(node: PlanNode, indent: string): string[] {
  const below = (children: readonly PlanNode[]) => children.flatMap((child) => linesOf(child, `${indent}  `));
  switch (node.kind) {
    case "Fetch":
      return [`${indent}Fetch ${node.serviceName}: ${oneLine(node.operation)}`];
    case "BatchFetch": {
      const places = node.entityBatch.aliases.map(
        ({ alias, paths }) => `${alias} at ${paths.map(pathText).join(", ")}`,
      );
      return [`${indent}BatchFetch ${node.serviceName} (${places.join("; ")}): ${oneLine(node.operation)}`];
    }
    case "Flatten":
      return [`${indent}At ${pathText(node.path)}`, ...below([node.node])];
    case "Sequence":
    case "Parallel":
      return [`${indent}${node.kind}`, ...below(node.nodes)];
    case "Condition": {
      const { condition, ifClause, elseClause } = node;
      const then = ifClause ? [`${indent}If $${condition}`, ...below([ifClause])] : [];
      return [...then, ...(elseClause ? [`${indent}Unless $${condition}`, ...below([elseClause])] : [])];
    }
    default:
      return [`${indent}${node.kind}`];
  }
}

function pathText(path: readonly FlattenNodePathSegment[]): string {
  return path
    .map((step) => (step === "@" ? "@" : "Field" in step ? step.Field : `|${step.TypeCondition.join("|")}`))
    .join(".");
}

function oneLine(operation: string): string {
  return operation.replaceAll(/\s+/g, " ").trim();
}
