// The subgraphs that a supergraph names: `enum join__Graph { A @join__graph(name: "a", url: "http://a") }`.
import { Kind, type DocumentNode, type EnumValueDefinitionNode } from "graphql";

/** A subgraph as the supergraph's own text names it. */
export interface NamedSubgraph {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs by the names they have in the join directives. Throws when the supergraph names none. */
export function subgraphsByGraph(document: DocumentNode): ReadonlyMap<string, NamedSubgraph> {
  const graphs = document.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === "join__Graph",
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION)
    throw new Error("The supergraph names no subgraphs: it has no enum join__Graph.");
  return new Map((graphs.values ?? []).map((value) => [value.name.value, readSubgraph(value)]));
}

function readSubgraph(value: EnumValueDefinitionNode): NamedSubgraph {
  const args = value.directives?.find((directive) => directive.name.value === "join__graph")?.arguments ?? [];
  const text = (name: string): string => {
    const found = args.find((argument) => argument.name.value === name)?.value;
    return found?.kind === Kind.STRING ? found.value : "";
  };
  return { name: text("name"), url: text("url") };
}
