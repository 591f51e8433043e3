// Completing leaves: scalars and enums as the schema of readers has them. In: a leaf type. Out: a function that gives
// the value as it may stand in the answer, or undefined when it may not. GraphQL specification, "Result Coercion".
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLLeafType,
} from "graphql";

export type LeafCoercion = (value: unknown) => unknown;

const LARGEST_INT = 2_147_483_647;

const BUILT_IN: ReadonlyMap<unknown, LeafCoercion> = new Map<unknown, LeafCoercion>([
  [GraphQLString, (value) => (typeof value === "string" ? value : serialized(GraphQLString, value))],
  [GraphQLID, (value) => (typeof value === "string" ? value : serialized(GraphQLID, value))],
  [GraphQLBoolean, (value) => (typeof value === "boolean" ? value : undefined)],
  [GraphQLFloat, (value) => (typeof value === "number" ? value : serialized(GraphQLFloat, value))],
  [GraphQLInt, (value) => (isInt(value) ? value : undefined)],
]);

/** The coercion of a leaf type. Custom scalars stand as the subgraph sent them. */
export function leafCoercion(type: GraphQLLeafType): LeafCoercion {
  if (!isEnumType(type)) return BUILT_IN.get(type) ?? ((value) => value);
  const names: ReadonlySet<unknown> = new Set(type.getValues().map((value) => value.name));
  return (value) => (names.has(value) ? value : undefined);
}

/** What `typeof` gives for the values of a type that may all stand as they are; empty where each is looked at. */
export function plainKind(type: unknown): string {
  if (type === GraphQLString || type === GraphQLID) return "string";
  return type === GraphQLBoolean ? "boolean" : "";
}

function isInt(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= LARGEST_INT + 1;
}

function serialized(type: typeof GraphQLString | typeof GraphQLFloat, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch {
    return undefined; // the caller reports the value that does not fit
  }
}
