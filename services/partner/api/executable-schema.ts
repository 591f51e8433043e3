// The executable schema, one for any number of partners. In: nothing. Out: the contract with everything that partners
// serve: records, the descriptor, the change feed.
import type { GraphQLSchema } from "graphql";
import { partnerSdl } from "../../records/api/contract-sdl.js";
import { buildRecordsSchema, recordsClassSchema } from "../../records/api/records-schema.js";
import { HubQueries } from "./queries.js";

/** The schema as type-graphql builds it from the classes. */
export function buildClassSchema(): GraphQLSchema {
  return recordsClassSchema([HubQueries]);
}

let schema: GraphQLSchema | undefined;

/** The schema that partners execute. Built once. */
export function partnerSchema(): GraphQLSchema {
  const sdl = partnerSdl();
  schema ??= buildRecordsSchema(buildClassSchema(), () => ({ sdl }));
  return schema;
}
