// An operation, compiled: prepared, planned, its plan and its shapes ready to run. In: a valid document, the
// supergraph, the reader's rights. Out: what `execute-operation` runs, the same for all readers of those rights.
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { costRule } from "../guard/operation-cost.js";
import { compilePlan } from "../execute/compile-plan.js";
import type { Completer } from "../shape/compile-shape.js";
import { compileRootShape } from "../shape/compile-shape.js";
import type { Supergraph } from "../supergraph/supergraph.js";
import type { ReaderRights } from "./access-rules.js";
import type { CompiledOperation } from "./compiled-operation.js";
import { conditionVariables } from "./condition-variables.js";
import { introspectionPart } from "./introspection.js";
import { prepareOperation, type OperationRules } from "./prepare-operation.js";

export interface OperationRequest {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly rights: ReaderRights;
}

const KEPT_SHAPES = 16;

/** Compiles an operation. Rejects when the planner finds no way to answer it. */
export async function compileOperation(supergraph: Supergraph, request: OperationRequest): Promise<CompiledOperation> {
  const { document, operation, rights } = request;
  const rules: OperationRules = {
    schema: supergraph.schema,
    names: supergraph.names,
    mayAsk: (parent, field) => supergraph.access.mayAsk(parent, field, rights),
    mustConfirm: supergraph.mustConfirm,
  };
  const prepared = prepareOperation(document, operation, rules);
  const plan = prepared.text === null ? null : await supergraph.planner.plan(prepared.text);
  const run = plan === null ? null : compilePlan(plan, supergraph);
  const introspection = introspectionPart(document, operation, supergraph.schema);
  const fragments = fragmentsOf(document);
  const cost = costRule(rootType(supergraph, operation), operation.selectionSet, { ...supergraph, fragments });
  const shapeFor = shapes(supergraph, request, { rules, fragments });
  return { operation, prepared: prepared.text, plan, run, introspection, cost, shapeFor };
}

function shapes(
  supergraph: Supergraph,
  { document, operation }: OperationRequest,
  { rules, fragments }: { readonly rules: OperationRules; readonly fragments: Fragments },
): CompiledOperation["shapeFor"] {
  const names = conditionVariables(document);
  const root = rootType(supergraph, operation);
  const compiled = new LRUCache<string, Completer>({ max: KEPT_SHAPES });
  return (variables) => {
    const key = names.map((name) => (variables[name] === true ? 1 : 0)).join("");
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const context = { schema: supergraph.schema, fragments, variables, rules };
    const shape = compileRootShape(root, operation.selectionSet, context);
    compiled.set(key, shape);
    return shape;
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(document: DocumentNode): Fragments {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function rootType({ schema }: Supergraph, operation: OperationDefinitionNode): GraphQLObjectType {
  const type = schema.getRootType(operation.operation);
  if (!type) throw new TypeError(`The schema has no ${operation.operation}; validation let it pass.`);
  return type;
}
