// The registry service: who is in the network and who may ask what. In: a database. Out: its executable schema, and
// what the composition root needs of it: the partners to list, the keys to issue, the credential to check.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { builtDocument } from "../../schema/built.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import { AccessKeys } from "./access-keys.js";
import { Event, Organization, Person, Practice, Project, Topic } from "./api/classes.js";
import {
  NodeResolver,
  partnerLoader,
  PartnerResolver,
  ViewerResolver,
  visiblePartner,
  type RegistryContext,
} from "./api/resolvers.js";
import { Partners } from "./partners.js";
import { openRegistryStore } from "./store/open-registry-store.js";

export interface Registry {
  readonly schema: GraphQLSchema;
  readonly partners: Partners;
  readonly keys: AccessKeys;
  /** The context of one request. */
  contextFor(context: ServiceContext): RegistryContext;
  close(): Promise<void>;
}

/** The schema as type-graphql builds it from the classes. */
export function registryClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [ViewerResolver, PartnerResolver, NodeResolver],
    orphanedTypes: [Organization, Person, Project, Practice, Event, Topic],
    validate: false,
  });
}

/** Starts the registry on a database. */
export async function openRegistry({ databaseUrl }: { readonly databaseUrl: string }): Promise<Registry> {
  const orm = await openRegistryStore(databaseUrl);
  const partners = new Partners(orm);
  const references = {
    Partner: ({ key }: { readonly key: string }, context: RegistryContext) => visiblePartner(key, context),
  };
  return {
    schema: buildSubgraph(builtDocument("registry"), registryClassSchema(), references),
    partners,
    keys: new AccessKeys(orm),
    contextFor: ({ principal }) => ({ principal, partners, partnerByKey: partnerLoader(partners) }),
    close: () => orm.close(true),
  };
}
