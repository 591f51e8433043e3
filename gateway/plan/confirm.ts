// Confirmation: a record that a hub service hands out (`node`, a search hit) exists for a reader only when its owner says so.
// In: the type of a field. Out: the selections that make the planner ask the owner, under reserved keys.
import { isAbstractType, Kind, parse, type GraphQLNamedType, type GraphQLSchema, type SelectionNode } from "graphql";
import { HUB_TYPES } from "../../schema/record-id.js";

/** The reserved key of partners' records. Null or absent under it: the owner does not know the record, or hides it. */
export const CONFIRM_ALIAS = "_confirm";

/** The reserved key of what the hub itself holds. The same: whichever service holds it has to know it. */
export const CONFIRM_HELD_ALIAS = "_confirmHeld";

const HELD_TYPES: ReadonlySet<string> = new Set(Object.values(HUB_TYPES).filter((name) => name !== "Topic"));

/** Whether a type is one of what the hub itself holds; topics are everybody's. */
export function isHeldType(name: string): boolean {
  return HELD_TYPES.has(name);
}

/** `... on Record { _confirm: visibility }`: only owners know a record's visibility; and when something held began. */
export function confirmSelections(
  type: GraphQLNamedType | null | undefined,
  schema: GraphQLSchema,
): readonly SelectionNode[] {
  if (!isAbstractType(type)) return RECORDS;
  const held = schema.getPossibleTypes(type).filter(({ name }) => isHeldType(name));
  return [
    ...RECORDS,
    ...held.flatMap(({ name }) => readSelections(`{ ... on ${name} { ${CONFIRM_HELD_ALIAS}: createdAt } }`)),
  ];
}

const RECORDS = readSelections(`{ ... on Record { ${CONFIRM_ALIAS}: visibility } }`);

function readSelections(text: string): readonly SelectionNode[] {
  const [definition] = parse(text, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}
