// The knowledge service, as far as the thesaurus. In: nothing: topics are part of the project. Out: its executable
// schema.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { builtDocument } from "../../schema/built.js";
import { topicById } from "../../schema/topics.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import { Topic } from "./topic-classes.js";
import { TopicResolver } from "./topic-resolvers.js";

/** The schema as type-graphql builds it from the classes. */
export function knowledgeClassSchema(): GraphQLSchema {
  return buildSchemaSync({ resolvers: [TopicResolver], orphanedTypes: [Topic], validate: false });
}

/** The executable schema of the service. */
export function knowledgeSchema(): GraphQLSchema {
  const references = { Topic: ({ id }: { readonly id: string }) => topicById(id) ?? { id } };
  return buildSubgraph(builtDocument("knowledge"), knowledgeClassSchema(), references);
}
