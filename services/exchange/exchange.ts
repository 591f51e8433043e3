// The exchange service's executable schema. In: nothing: what its resolvers need comes with each request. Out: the schema, as
// its classes declare it and as its SDL does.
import "../subgraph/no-metadata.js";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { builtDocument } from "../../schema/built.js";
import { buildSubgraph } from "../subgraph/build-subgraph.js";
import { Event, Organization, Person, Practice, Project, Topic } from "./api/record-classes.js";
import { PRACTICE_RESOLVERS } from "./practices/practice-resolvers.js";
import { RECOGNITION_RESOLVERS } from "./recognition/recognition-resolvers.js";

/** The schema as type-graphql builds it from the classes. */
export function exchangeClassSchema(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [...PRACTICE_RESOLVERS, ...RECOGNITION_RESOLVERS],
    orphanedTypes: [Organization, Person, Project, Practice, Event, Topic],
    validate: false,
  });
}

/** The executable schema of the service. */
export function exchangeSchema(): GraphQLSchema {
  return buildSubgraph(builtDocument("exchange"), exchangeClassSchema(), REFERENCES);
}

/** Partners' records are whatever the gateway hands over: their owners have been asked. */
const handedOver = (record: object): object => record;
const REFERENCES = {
  Organization: handedOver,
  Person: handedOver,
  Project: handedOver,
  Practice: handedOver,
  Event: handedOver,
};
