// Fetches of entities: Flatten + Fetch, and BatchFetch (several such in one request). In: the plan node. Out: a
// runner that finds the objects, sends each different representation once, and merges each entity into its objects.
import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FlattenNodePathSegment,
} from "@graphql-hive/router-query-planner";
import type { NodeRunner, PlanContext } from "./compile-plan.js";
import { placeEntityErrors } from "./entity-errors.js";
import { copyJson, isObject, mergeObject, type JsonObject } from "./merge.js";
import { compileRepresentation, type RepresentationReader } from "./representations.js";
import { compileRewrites, type Rewrite } from "./rewrites.js";
import { pickVariables, subgraphNamed } from "./root-fetch.js";
import type { Run } from "./run.js";
import { TargetPath } from "./targets.js";
import type { TypeConditions } from "./type-conditions.js";

/** One `_entities` field of a request: where its objects are and how they are represented. */
interface EntityField {
  readonly key: string;
  readonly variable: string;
  readonly paths: readonly TargetPath[];
  readonly represent: RepresentationReader;
  readonly rewrite: Rewrite;
}

/** What one entity field asks in one run: representation `i` stands for every object in `objects[i]`. */
export interface EntityAsk {
  readonly field: { readonly key: string; readonly paths: readonly TargetPath[] };
  readonly representations: JsonObject[];
  readonly objects: JsonObject[][];
}

/** Compiles `Flatten(path) { Fetch { _entities } }`. */
export function compileEntityFetch(
  path: readonly FlattenNodePathSegment[],
  node: FetchNode,
  context: PlanContext,
): NodeRunner {
  const { types } = context;
  const field: EntityField = {
    key: "_entities",
    variable: "representations",
    paths: [new TargetPath(path, types)],
    represent: compileRepresentation(node.requires ?? [], node.inputRewrites, types),
    rewrite: compileRewrites(node.outputRewrites ?? [], types),
  };
  return compileEntityRequest([field], node, context);
}

/** Compiles a BatchFetch. */
export function compileBatchFetch(node: BatchFetchNode, context: PlanContext): NodeRunner {
  const fields = node.entityBatch.aliases.map((alias) => compileBatchAlias(alias, context.types));
  return compileEntityRequest(fields, node, context);
}

function compileBatchAlias(alias: EntityBatchAlias, types: TypeConditions): EntityField {
  return {
    key: alias.alias,
    variable: alias.representationsVariableName,
    paths: alias.paths.map((path) => new TargetPath(path, types)),
    represent: compileRepresentation(alias.requires, alias.inputRewrites, types),
    rewrite: compileRewrites(alias.outputRewrites ?? [], types),
  };
}

function compileEntityRequest(
  fields: readonly EntityField[],
  node: FetchNode | BatchFetchNode,
  { subgraphs, types }: PlanContext,
): NodeRunner {
  const subgraph = subgraphNamed(node.serviceName, subgraphs);
  const usages = node.variableUsages ?? [];
  return async (run) => {
    const asks = fields.map((field) => gatherAsk(field, run));
    if (asks.every((ask) => ask.representations.length === 0)) return;
    const variables = pickVariables(usages, run.variables);
    fields.forEach((field, index) => (variables[field.variable] = asks[index]?.representations));
    const answer = await subgraph({ operation: node.operation, variables, reader: run.reader });
    fields.forEach((field, index) => mergeEntities(field, asks[index], { list: answer.data?.[field.key], types }));
    placeEntityErrors(run, answer.errors ?? [], asks);
  };
}

function gatherAsk(field: EntityField, run: Run): EntityAsk {
  const found: JsonObject[] = [];
  for (const path of field.paths) path.collect(run.data, found);
  const ask: EntityAsk = { field, representations: [], objects: [] };
  const places = new Map<string, number>();
  for (const object of found) {
    const representation = field.represent(object);
    if (representation !== null) addToAsk(ask, places, { object, representation });
  }
  return ask;
}

function addToAsk(
  ask: EntityAsk,
  places: Map<string, number>,
  { object, representation }: { object: JsonObject; representation: JsonObject },
): void {
  const text = JSON.stringify(representation);
  const place = places.get(text);
  if (place !== undefined) {
    const objects = ask.objects[place];
    if (objects !== undefined && !objects.includes(object)) objects.push(object);
    return;
  }
  places.set(text, ask.representations.length);
  ask.representations.push(representation);
  ask.objects.push([object]);
}

function mergeEntities(
  field: EntityField,
  ask: EntityAsk | undefined,
  { list, types }: { list: unknown; types: TypeConditions },
): void {
  if (ask === undefined || !Array.isArray(list) || list.length !== ask.representations.length) return;
  list.forEach((entity: unknown, index) => {
    if (!isObject(entity)) return;
    field.rewrite(entity);
    const objects = ask.objects[index] ?? [];
    objects.forEach((object, nth) => {
      const own = nth === 0 ? entity : copyJson(entity);
      if (isObject(own) && object !== own) mergeObject(object, own, types.isAbstract);
    });
  });
}
