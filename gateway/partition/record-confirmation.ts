// Which fields hand out records that their owner must confirm: those that no partner answers and that return records.
// In: the readers' schema. Out: a test by coordinate.
import { getNamedType, isInterfaceType, isObjectType, type GraphQLSchema } from "graphql";
import { readContract } from "./contract.js";

/** The test for a supergraph in which the partners are one subgraph beside others. */
export function recordConfirmation(schema: GraphQLSchema): (parentType: string, field: string) => boolean {
  const contract = readContract().schema;
  const coordinates = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const known = contract.getType(type.name);
    const owned = isObjectType(known) || isInterfaceType(known) ? known.getFields() : {};
    for (const field of Object.values(type.getFields())) {
      const holdsRecords = isRecordLike(getNamedType(field.type), schema);
      if (holdsRecords && owned[field.name] === undefined) coordinates.add(`${type.name}.${field.name}`);
    }
  }
  return (parentType, field) => coordinates.has(`${parentType}.${field}`);
}

function isRecordLike(type: ReturnType<typeof getNamedType>, schema: GraphQLSchema): boolean {
  const record = schema.getType("Record");
  if (!isInterfaceType(record)) return false;
  if (isInterfaceType(type))
    return schema.getPossibleTypes(type).some((possible) => schema.isSubType(record, possible));
  return isObjectType(type) && schema.isSubType(record, type);
}
