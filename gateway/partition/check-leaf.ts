// Checking leaves: what a partner sent for a scalar or an enum against the contract. In: a leaf type. Out: a test.
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isEnumType,
  type GraphQLLeafType,
} from "graphql";
import { SCALAR_CHECKS, type ContractScalar } from "../../schema/scalars.js";

export type LeafCheck = (value: unknown) => boolean;

const BUILT_IN: ReadonlyMap<string, LeafCheck> = new Map<string, LeafCheck>([
  [GraphQLString.name, (value) => typeof value === "string"],
  [GraphQLID.name, (value) => typeof value === "string" && value.length > 0],
  [GraphQLBoolean.name, (value) => typeof value === "boolean"],
  [GraphQLFloat.name, (value) => typeof value === "number" && Number.isFinite(value)],
  [GraphQLInt.name, (value) => typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31],
]);

/** The test of a leaf type of the contract. */
export function checkOfLeaf(type: GraphQLLeafType): LeafCheck {
  if (isEnumType(type)) {
    const names: ReadonlySet<unknown> = new Set(type.getValues().map((value) => value.name));
    return (value) => names.has(value);
  }
  const check = BUILT_IN.get(type.name) ?? SCALAR_CHECKS[type.name as ContractScalar]; // undefined for any other
  if (check === undefined) throw new TypeError(`The contract's scalar ${type.name} has no check.`);
  return check;
}
