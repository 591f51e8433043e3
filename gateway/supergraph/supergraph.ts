// A supergraph, loaded: all that the gateway derives from one supergraph text. In: the text and the subgraphs.
// Out: an immutable value; a hot swap puts another one in its place while requests under way keep theirs.
import { transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { FieldWeights } from "../guard/field-weights.js";
import type { Subgraphs } from "../execute/subgraph.js";
import { TypeConditions } from "../execute/type-conditions.js";
import { AccessRules } from "../plan/access-rules.js";
import type { CompiledOperation } from "../plan/compiled-operation.js";
import { FetchNames } from "../plan/fetch-names.js";
import { createPlanner, type Planner } from "../plan/planner.js";
import { EntityKeys } from "./entity-keys.js";
import { subgraphsByGraph, type NamedSubgraph } from "./join-graph.js";

export type { NamedSubgraph } from "./join-graph.js";

export interface Supergraph {
  readonly text: string;
  /** The readers' schema: nothing inaccessible in it. */
  readonly schema: GraphQLSchema;
  readonly planner: Planner;
  readonly types: TypeConditions;
  readonly keys: EntityKeys;
  readonly access: AccessRules;
  readonly names: FetchNames;
  readonly subgraphs: Subgraphs;
  mustConfirm(parentType: string, field: string): boolean;
  /** Whether a field is asked of every partner. */
  isScattered(parentType: string, field: string): boolean;
  readonly weights: FieldWeights;
  /** How many partners are asked by such a field. */
  partners(): number;
  /** Compiled operations, by text, name and rights. */
  readonly operations: LRUCache<string, Promise<CompiledOperation>>;
}

export interface LoadOptions {
  readonly subgraphs: (named: readonly NamedSubgraph[]) => Subgraphs;
  /** Which fields hand out records that their owner must confirm; none where there is no partition. */
  readonly mustConfirm?: (schema: GraphQLSchema) => (parentType: string, field: string) => boolean;
  /** Which fields are asked of every partner; none where there is no partition. */
  readonly isScattered?: (parentType: string, field: string) => boolean;
  /** How many partners there are. */
  readonly partners?: () => number;
}

const KEPT_OPERATIONS = 1_000;

/** Loads a supergraph. Throws, with what is wrong, when it cannot be read, planned with or served. */
export function loadSupergraph(text: string, options: LoadOptions): Supergraph {
  const document = parse(text, { noLocation: true });
  const schema = buildASTSchema(transformSupergraphToPublicSchema(document), { assumeValidSDL: true });
  const mustConfirm = options.mustConfirm?.(schema) ?? (() => false);
  return {
    text,
    schema,
    planner: createPlanner(text),
    types: new TypeConditions(buildASTSchema(document, { assumeValidSDL: true })),
    keys: new EntityKeys(document),
    access: new AccessRules(document),
    names: new FetchNames(document),
    subgraphs: options.subgraphs([...subgraphsByGraph(document).values()]),
    mustConfirm,
    isScattered: options.isScattered ?? (() => false),
    weights: new FieldWeights(document),
    partners: options.partners ?? (() => 0),
    operations: new LRUCache({ max: KEPT_OPERATIONS }),
  };
}
