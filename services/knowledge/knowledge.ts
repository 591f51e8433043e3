// The knowledge service's executable schema. In: nothing: what its resolvers need comes with each request. Out: the
// schema, as its classes declare it and as its SDL does.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { subgraphDocument } from "../../schema/sdl.js";
import { topicById } from "../../schema/topics.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import { ChangeResolver } from "./api/change-resolvers.js";
import { ExpertResolver, KnownForResolver, TopicExpertsResolver } from "./api/expert-resolvers.js";
import { RecordChange } from "./api/graph-classes.js";
import { GraphResolver, TopicCountResolver } from "./api/graph-resolvers.js";
import { Community, Discussion, Event, Organization, Person, Practice, Project } from "./api/record-classes.js";
import { Need, NeedResolver } from "./api/need-resolvers.js";
import { AdaptationsResolver, REFERENCE_RESOLVERS, SameAsResolver } from "./api/record-resolvers.js";
import { RELATED_RESOLVERS, SearchResolver } from "./api/search-resolvers.js";
import { Topic } from "./topic-classes.js";
import { TopicResolver } from "./topic-resolvers.js";

/** The schema as type-graphql builds it from the classes; the subscription stands in the SDL alone. */
export function knowledgeClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      TopicResolver,
      TopicCountResolver,
      TopicExpertsResolver,
      ExpertResolver,
      KnownForResolver,
      GraphResolver,
      SameAsResolver,
      AdaptationsResolver,
      ChangeResolver,
      SearchResolver,
      ...REFERENCE_RESOLVERS,
      ...RELATED_RESOLVERS,
      NeedResolver,
    ],
    orphanedTypes: [Topic, Organization, Person, Project, Practice, Event, Community, Discussion, Need, RecordChange],
    validate: false,
  });
}

/** The executable schema of the service. */
export function knowledgeSchema(): GraphQLSchema {
  const references = { Topic: ({ id }: { readonly id: string }) => topicById(id) ?? { id } };
  return buildSubgraph(subgraphDocument("knowledge"), knowledgeClassSchema(), references);
}
