// An executable schema of the contract. In: the classes of what is served beyond records, and federation's resolvers.
// Out: the contract's own SDL with resolvers made by type-graphql; a test compares the two, so that neither can change
// alone.
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import { ConnectionQueries } from "./connection-queries.js";
import { partnerDocument } from "./contract-sdl.js";
import { resolveEntities } from "./entities.js";
import { EventLinks, OrganizationLinks, PersonLinks, PracticeLinks, ProjectLinks, RecordLinks } from "./links.js";
import { Event, Organization, Person, Practice, Project } from "./records.js";

type ResolverClass = new () => object;

/** The schema as type-graphql builds it from the classes: for comparing, and the source of the resolvers. */
export function recordsClassSchema(others: readonly ResolverClass[]): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ConnectionQueries,
      ...others,
      RecordLinks,
      OrganizationLinks,
      PersonLinks,
      ProjectLinks,
      PracticeLinks,
      EventLinks,
    ],
    orphanedTypes: [Organization, Person, Project, Practice, Event],
    validate: false,
  });
}

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, never>>>;

/** The schema that is executed. `service` resolves federation's `_service`. */
export function buildRecordsSchema(
  classes: GraphQLSchema,
  service: () => { readonly sdl: string } | null,
): GraphQLSchema {
  const { Query: query, ...resolvers } = createResolversMap(classes) as Resolvers; // of plain objects
  // Rows say what they are; type-graphql would ask each class in turn.
  const abstract = { __resolveType: (row: { readonly __typename: string }) => row.__typename };
  const federation = { _entities: resolveEntities, _service: service };
  return buildSubgraphSchema([
    {
      typeDefs: partnerDocument(),
      resolvers: { ...resolvers, Node: abstract, Record: abstract, Query: { ...query, ...federation } } as never, // checked by the test
    },
  ]);
}
