// The exchange service's executable schema. In: nothing: what its resolvers need comes with each request. Out: the schema, as
// its classes declare it and as its SDL does.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { subgraphDocument } from "../../schema/sdl.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import { expectIds } from "./api/expect-ids.js";
import { Event, Organization, Person, Practice, Project, Topic } from "./api/record-classes.js";
import { communitiesById } from "./communities/communities.js";
import { COMMUNITY_RESOLVERS } from "./communities/community-resolvers.js";
import { DISCUSSION_RESOLVERS } from "./communities/discussion-resolvers.js";
import { discussionsById } from "./communities/discussions.js";
import { load, type ExchangeContext } from "./exchange-context.js";
import { EXCHANGE_RESOLVERS } from "./exchanges/exchange-resolvers.js";
import { exchangesById } from "./exchanges/read-exchanges.js";
import { INTRODUCTION_RESOLVERS } from "./introductions/introduction-resolvers.js";
import { MODERATION_RESOLVERS } from "./moderation/moderation-resolvers.js";
import { NEED_RESOLVERS } from "./needs/need-resolvers.js";
import { needsById } from "./needs/read-needs.js";
import { NOTICE_RESOLVERS } from "./notices/notice-resolvers.js";
import { keepPace } from "./pace/act-pace.js";
import { PRACTICE_RESOLVERS } from "./practices/practice-resolvers.js";
import { RECOGNITION_RESOLVERS } from "./recognition/recognition-resolvers.js";
import { WORKSHOP_RESOLVERS } from "./workshops/workshop-resolvers.js";

/** The schema as type-graphql builds it from the classes. */
export function exchangeClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ...PRACTICE_RESOLVERS,
      ...COMMUNITY_RESOLVERS,
      ...DISCUSSION_RESOLVERS,
      ...MODERATION_RESOLVERS,
      ...RECOGNITION_RESOLVERS,
      ...NOTICE_RESOLVERS,
      ...NEED_RESOLVERS,
      ...INTRODUCTION_RESOLVERS,
      ...WORKSHOP_RESOLVERS,
      ...EXCHANGE_RESOLVERS,
    ],
    orphanedTypes: [Organization, Person, Project, Practice, Event, Topic],
    validate: false,
  });
}

/** The executable schema of the service. */
export function exchangeSchema(): GraphQLSchema {
  return buildSubgraph(subgraphDocument("exchange"), expectIds(keepPace(exchangeClassSchema())), REFERENCES);
}

/** Partners' records are whatever the gateway hands over: their owners have been asked. */
const handedOver = (record: object): object => record;
const REFERENCES = {
  Organization: handedOver,
  Person: handedOver,
  Project: handedOver,
  Practice: handedOver,
  Event: handedOver,
  Community: ({ id }: { readonly id: string }, context: ExchangeContext) => load(context, communitiesById, id),
  Discussion: ({ id }: { readonly id: string }, context: ExchangeContext) => load(context, discussionsById, id),
  Need: ({ id }: { readonly id: string }, context: ExchangeContext) => load(context, needsById, id),
  Exchange: ({ id }: { readonly id: string }, context: ExchangeContext) => load(context, exchangesById, id),
};
