// Reading values by their type: non-null, lists, rows inside rows, leaves. In: a type of the contract and the shape of
// its objects. Out: a function that gives the value for the reader, or INVALID. GraphQL specification, "Completing
// Values", with one difference: nulls stop at the row. A nested row that breaks the contract is left out of its list,
// or null where it stands alone, and reported. Text is cleaned on its way.
import { GraphQLString, isLeafType, isListType, isNonNullType, type GraphQLOutputType } from "graphql";
import { cleanText } from "../../schema/clean-text.js";
import { checkOfLeaf } from "./check-leaf.js";
import { isRowType } from "./contract.js";
import { INVALID, type RowShape, type RowUse } from "./row-types.js";

export type ValueReader = (value: unknown, use: RowUse) => unknown;

/** Lists without `first` hold at most this many items. */
export const LONGEST_LIST = 100;

/** Compiles the reader of a field's type. `shape` is that of its objects, null for leaves. */
export function compileValue(type: GraphQLOutputType, shape: RowShape | null): ValueReader {
  if (isNonNullType(type)) {
    const read = compileNullable(type.ofType, shape);
    return (value, use) => (value === null || value === undefined ? INVALID : read(value, use));
  }
  const read = compileNullable(type, shape);
  const stops = shape !== null && standsAlone(shape);
  return (value, use) => {
    if (value === null || value === undefined) return null;
    const result = read(value, use);
    return result === INVALID && stops ? fault(use) : result;
  };
}

/** Reads a value that is there. */
function compileNullable(type: GraphQLOutputType, shape: RowShape | null): ValueReader {
  if (isListType(type)) return compileList(compileValue(type.ofType, shape), shape !== null && standsAlone(shape));
  if (isLeafType(type)) {
    if (type.name === GraphQLString.name) return (value) => (typeof value === "string" ? cleanText(value) : INVALID);
    const isSound = checkOfLeaf(type);
    return (value) => (isSound(value) ? value : INVALID);
  }
  if (shape === null) throw new TypeError(`No shape for ${String(type)}.`);
  return (value, use) => (isObject(value) ? shape.read(value, use) : INVALID);
}

function compileList(readItem: ValueReader, stops: boolean): ValueReader {
  return (value, use) => {
    if (!Array.isArray(value)) return INVALID;
    const items: unknown[] = [];
    for (const raw of value.slice(0, LONGEST_LIST)) {
      const item = readItem(raw, use);
      if (item !== INVALID && (item !== null || !stops)) items.push(item);
      else if (!stops) return INVALID;
      else if (item === INVALID) use.faults++;
    }
    return items;
  };
}

/** Rows, and topics beside them, can be left out without breaking what they stand in. */
function standsAlone({ type }: RowShape): boolean {
  return isRowType(type) || type.name === "Topic";
}

function fault(use: RowUse): null {
  use.faults++;
  return null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
