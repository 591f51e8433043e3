// A hub service's executable schema. In: its SDL as far as it is built, and the resolvers that type-graphql makes of
// its classes. Out: a Federation 2 subgraph. The SDL is what is served; a test compares the two.
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { createResolversMap } from "type-graphql";

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, never>>>;
type ReferenceResolver = (reference: { readonly id: string; readonly key: string }, context: never) => unknown;

/** Builds a subgraph. `references` resolve entities of other subgraphs' answers. */
export function buildSubgraph(
  typeDefs: DocumentNode,
  classes: GraphQLSchema,
  references: Readonly<Record<string, ReferenceResolver>>,
): GraphQLSchema {
  const resolvers = createResolversMap(classes) as Resolvers; // of plain objects
  for (const [type, resolve] of Object.entries(references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve as never }; // read by buildSubgraphSchema
  }
  const byTypename = { __resolveType: (row: { readonly __typename: string }) => row.__typename };
  return buildSubgraphSchema([{ typeDefs, resolvers: { ...resolvers, Node: byTypename } as never }]); // checked by the test
}
