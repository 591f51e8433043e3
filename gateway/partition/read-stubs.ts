// Reading references: `{__typename id}` of records that may be another partner's. In: what the partner sent. Out:
// stubs to follow, noted where the record will stand. A reference that is none is left out and reported.
import { isListType, isNonNullType, type GraphQLOutputType } from "graphql";
import { parseRecordId } from "../../schema/record-id.js";
import { isObject, LONGEST_LIST } from "./complete-value.js";
import type { ReservedKeys } from "./reserved-keys.js";
import type { HopField, RowUse, Stub } from "./row-types.js";

/** Where the referenced record, or the list of them, will stand. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Reads a reference or a list of them into its place. False when there must be a list and there is none. */
export type StubReader = (value: unknown, place: Place, use: RowUse) => boolean;

/** Compiles the reader of a `@crossPartner` field. */
export function readStubs(type: GraphQLOutputType, field: HopField, keys: ReservedKeys): StubReader {
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  const note = (value: unknown, place: Pick<Stub, "holder" | "key">, use: RowUse): boolean => {
    const stub = toStub(value, field, keys);
    if (stub === null) use.faults++;
    else use.stubs.push({ ...stub, from: use.partner, field, ...place, fixed: false });
    return stub !== null;
  };
  if (isList) return (value, place, use) => readList(value, place, { use, note });
  return (value, { holder, key }, use) => {
    holder[key] = null;
    if (value !== null && value !== undefined) note(value, { holder, key }, use);
    return true;
  };
}

interface ListUse {
  readonly use: RowUse;
  readonly note: (value: unknown, place: Pick<Stub, "holder" | "key">, use: RowUse) => boolean;
}

function readList(value: unknown, { holder, key }: Place, { use, note }: ListUse): boolean {
  const list: unknown[] = [];
  holder[key] = list;
  if (!Array.isArray(value)) return false;
  for (const raw of value.slice(0, LONGEST_LIST)) {
    if (raw !== null && note(raw, { holder: list, key: list.length }, use)) list.push(null);
  }
  return true;
}

function toStub(value: unknown, field: HopField, keys: ReservedKeys): { id: string; owner: string } | null {
  if (!isObject(value)) return null;
  const raw = value[keys.id];
  const id = parseRecordId(raw);
  if (id === null || typeof raw !== "string" || value[keys.type] !== id.typename || !field.accepts(id.typename))
    return null;
  return { id: raw, owner: id.partner };
}
