// The mirror's executable schema. In: nothing. Out: the contract, answered for the partners and the reader that the
// context names. It has neither descriptors nor change feeds: those are the partners' own.
import type { GraphQLSchema } from "graphql";
import { buildRecordsSchema, recordsClassSchema } from "../../records/api/records-schema.js";

let schema: GraphQLSchema | undefined;

/** The schema that the mirror executes. Built once. */
export function mirrorSchema(): GraphQLSchema {
  schema ??= buildRecordsSchema(recordsClassSchema([]), () => null);
  return schema;
}
