// The executable schema, one for any number of partners. In: nothing. Out: the contract's own SDL with resolvers made
// by type-graphql; a test compares the two, so that neither can change alone.
import { buildSubgraphSchema } from "@apollo/subgraph";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import { resolveEntities } from "./entities.js";
import { EventLinks, OrganizationLinks, PersonLinks, PracticeLinks, ProjectLinks, RecordLinks } from "./links.js";
import { partnerDocument, partnerSdl } from "./partner-sdl.js";
import type { PartnerContext } from "./partner-context.js";
import { ConnectionQueries, HubQueries } from "./queries.js";
import { Event, Organization, Person, Practice, Project } from "./records.js";

/** The schema as type-graphql builds it from the classes: for comparing, and the source of the resolvers. */
export function buildClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ConnectionQueries,
      HubQueries,
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

let schema: GraphQLSchema | undefined;

/** The schema that partners execute. Built once. */
export function partnerSchema(): GraphQLSchema {
  schema ??= buildPartnerSchema();
  return schema;
}

type Resolvers = Record<string, Record<string, GraphQLFieldResolver<unknown, PartnerContext>>>;

function buildPartnerSchema(): GraphQLSchema {
  const sdl = partnerSdl();
  const { Query: query, ...resolvers } = createResolversMap(buildClassSchema()) as Resolvers; // of plain objects
  // Rows say what they are; type-graphql would ask each class in turn.
  const abstract = { __resolveType: (row: { readonly __typename: string }) => row.__typename };
  const federation = { _entities: resolveEntities, _service: () => ({ sdl }) };
  return buildSubgraphSchema([
    {
      typeDefs: partnerDocument(),
      resolvers: { ...resolvers, Node: abstract, Record: abstract, Query: { ...query, ...federation } },
    },
  ]);
}
