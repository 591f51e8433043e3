// The keys of entities (Federation 2, `@key`), as the supergraph's `@join__type` has them. In: the supergraph. Out: by
// which fields a subgraph finds the entities of a type.
import { Kind, parse, type ConstDirectiveNode, type DocumentNode } from "graphql";
import { subgraphsByGraph } from "./join-graph.js";

/** The names of a key's fields; of nested ones the outermost. */
export type EntityKey = readonly string[];

export class EntityKeys {
  readonly #keys = new Map<string, EntityKey[]>();

  constructor(supergraph: DocumentNode) {
    const graphs = new Map([...subgraphsByGraph(supergraph)].map(([graph, { name }]) => [graph, name]));
    for (const definition of supergraph.definitions) {
      const keyed =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!keyed) continue;
      for (const directive of definition.directives ?? []) {
        const fields = directive.name.value === "join__type" ? readArgument(directive, "key") : undefined;
        if (fields === undefined) continue;
        const place = placeOf(graphs.get(readArgument(directive, "graph") ?? "") ?? "", definition.name.value);
        this.#keys.set(place, [...(this.#keys.get(place) ?? []), readKey(fields)]);
      }
    }
  }

  /** The keys by which a subgraph knows entities of a type; none when it is no entity there. */
  keysOf(subgraph: string, type: string): readonly EntityKey[] {
    return this.#keys.get(placeOf(subgraph, type)) ?? [];
  }
}

function placeOf(subgraph: string, type: string): string {
  return `${type} ${subgraph}`;
}

function readArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

function readKey(fields: string): EntityKey {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}
