// A fetch of root fields. In: the plan node. Out: a runner that asks the subgraph and merges its data at the root.
import { Kind, parse } from "graphql";
import type { FetchNode } from "@graphql-hive/router-query-planner";
import type { CompileContext, NodeRunner, PlanContext } from "./plan-context.js";
import { mergeObject } from "./merge.js";
import { compileRewrites } from "./rewrites.js";
import type { Run } from "./run.js";
import type { Subgraph, SubgraphAnswer } from "./subgraph.js";

/** Compiles a fetch that starts at a root type. */
export function compileRootFetch(node: FetchNode, { subgraphs, types }: CompileContext): NodeRunner {
  const subgraph = subgraphNamed(node.serviceName, subgraphs);
  const rewrite = compileRewrites(node.outputRewrites ?? [], types);
  const usages = node.variableUsages ?? [];
  const keys = rootKeys(node.operation);
  return async (run) => {
    const variables = pickVariables(usages, run.variables);
    const answer = await subgraph({ operation: node.operation, variables, reader: run.reader });
    if (answer.data) {
      rewrite(answer.data);
      mergeObject(run.data, answer.data, types.isAbstract);
    }
    placeErrors(run, answer, keys);
  };
}

/** The subgraph of that name. Throws when the supergraph names one that was not given. */
export function subgraphNamed(name: string, subgraphs: PlanContext["subgraphs"]): Subgraph {
  const subgraph = subgraphs.get(name);
  if (subgraph === undefined) throw new TypeError(`The plan asks a subgraph "${name}" that is not there.`);
  return subgraph;
}

/** The values of the variables that a fetch uses; those the reader left out stay out, so that defaults apply. */
export function pickVariables(usages: readonly string[], variables: Run["variables"]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of usages) if (Object.hasOwn(variables, name)) picked[name] = variables[name];
  return picked;
}

/** Errors keep their own path; one without a path stands at every root field of the fetch. */
function placeErrors(run: Run, answer: SubgraphAnswer, keys: readonly string[]): void {
  for (const error of answer.errors ?? []) {
    if (error.path !== undefined && error.path.length > 0) run.addError(error, error.path);
    else for (const key of keys) run.addError(error, [key]);
  }
}

function rootKeys(operation: string): string[] {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection.alias?.value ?? selection.name.value] : [],
  );
}
