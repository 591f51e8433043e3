// Fetches of entities: Flatten + Fetch, and BatchFetch (several such in one request). In: the plan node. Out: a
// runner that finds the objects, sends each different representation once, and merges each entity into its objects.
import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FlattenNodePathSegment,
} from "@graphql-hive/router-query-planner";
import type { EntityAsk, EntityField, Slot } from "./entity-ask.js";
import { placeEntityErrors } from "./entity-errors.js";
import { copyObject, isObject, mergeObject, type JsonObject } from "./merge.js";
import type { CompileContext, NodeRunner } from "./plan-context.js";
import { compileRepresentation, type RepresentationUse } from "./representations.js";
import { compileRewrites } from "./rewrites.js";
import { pickVariables, subgraphNamed } from "./root-fetch.js";
import type { Run } from "./run.js";
import type { SubgraphError } from "./subgraph.js";
import { TargetPath } from "./targets.js";
import type { TypeConditions } from "./type-conditions.js";

/** Compiles `Flatten(path) { Fetch { _entities } }`. */
export function compileEntityFetch(
  path: readonly FlattenNodePathSegment[],
  node: FetchNode,
  context: CompileContext,
): NodeRunner {
  const { types } = context;
  const use = representationUse(node.serviceName, context);
  const field: EntityField = {
    key: "_entities",
    variable: "representations",
    paths: [new TargetPath(path, types)],
    reader: compileRepresentation(node.requires ?? [], node.inputRewrites, use),
    rewrite: compileRewrites(node.outputRewrites ?? [], types),
  };
  return compileEntityRequest([field], node, context);
}

/** Compiles a BatchFetch. */
export function compileBatchFetch(node: BatchFetchNode, context: CompileContext): NodeRunner {
  const use = representationUse(node.serviceName, context);
  const fields = node.entityBatch.aliases.map((alias) => compileBatchAlias(alias, use));
  return compileEntityRequest(fields, node, context);
}

function representationUse(subgraph: string, { types, keys }: CompileContext): RepresentationUse {
  return { types, keysOf: (type) => keys.keysOf(subgraph, type) };
}

function compileBatchAlias(alias: EntityBatchAlias, use: RepresentationUse): EntityField {
  const { types } = use;
  return {
    key: alias.alias,
    variable: alias.representationsVariableName,
    paths: alias.paths.map((path) => new TargetPath(path, types)),
    reader: compileRepresentation(alias.requires, alias.inputRewrites, use),
    rewrite: compileRewrites(alias.outputRewrites ?? [], types),
  };
}

function compileEntityRequest(
  fields: readonly EntityField[],
  node: FetchNode | BatchFetchNode,
  { subgraphs, types, mayShare }: CompileContext,
): NodeRunner {
  const subgraph = subgraphNamed(node.serviceName, subgraphs);
  const usages = node.variableUsages ?? [];
  return async (run) => {
    const asks = fields.map((field) => gatherAsk(field, run));
    if (asks.every((ask) => ask.slots.length === 0)) return;
    const variables = pickVariables(usages, run.variables);
    fields.forEach(
      (field, index) => (variables[field.variable] = asks[index]?.slots.map((slot) => slot.representation)),
    );
    const answer = await subgraph({ operation: node.operation, variables, reader: run.reader });
    placeEntityErrors(run, answer.errors ?? [], asks);
    for (const ask of asks) {
      const list = answer.data?.[ask.field.key];
      if (Array.isArray(list) && list.length === ask.slots.length) mergeEntities(ask, list, { run, types, mayShare });
      else if (answer.errors === undefined) placeEntityErrors(run, [wrongCount(node.serviceName, ask, list)], [ask]);
    }
  };
}

function wrongCount(service: string, ask: EntityAsk, list: unknown): SubgraphError {
  const got = Array.isArray(list) ? `${list.length}` : "no list of";
  const message = `The service "${service}" answered ${got} entities where ${ask.slots.length} were asked for.`;
  return { message, extensions: { code: "SUBGRAPH_ERROR", service } };
}

function gatherAsk(field: EntityField, run: Run): EntityAsk {
  const { reader, paths } = field;
  const slots = new Map<string, Slot>();
  for (let at = 0; at < paths.length; at++) {
    for (const object of paths[at]?.collect(run.data, run.shares) ?? []) {
      const key = reader.keyOf(object);
      if (key === null) continue;
      let slot = slots.get(key);
      if (slot === undefined)
        slots.set(key, (slot = { representation: reader.represent(object), groups: [], last: [], lastPath: -1 }));
      if (slot.lastPath === at) slot.last.push(object);
      else slot.groups.push((slot.last = [object]));
      slot.lastPath = at;
    }
  }
  return { field, slots: [...slots.values()] };
}

interface EntityMerge {
  readonly run: Run;
  readonly types: TypeConditions;
  readonly mayShare: boolean;
}

/**
 * Objects at one path are served by the same later fetches, so they may share what an entity gave them, unless a type
 * condition in the plan tells them apart. Between paths nothing is shared: each has its own later fetches.
 */
function mergeEntities(
  { field, slots }: EntityAsk,
  list: readonly unknown[],
  { run, types, mayShare }: EntityMerge,
): void {
  list.forEach((entity: unknown, index) => {
    if (!isObject(entity)) return;
    field.rewrite(entity);
    const isFlat = !Object.values(entity).some((value) => typeof value === "object" && value !== null);
    let own: JsonObject | null = entity;
    for (const group of slots[index]?.groups ?? []) {
      if (mayShare && !isFlat && group.length > 1) run.shares = true;
      for (const object of group) {
        own ??= copyObject(entity);
        mergeObject(object, own, types.isAbstract);
        if (!mayShare && !isFlat) own = null;
      }
      if (!isFlat) own = null;
    }
  });
}
