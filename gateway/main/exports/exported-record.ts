// A record as exports have it: what the graph shows of it, each reference as the id of what it refers to. In: a node of the
// graph. Out: plain data.
import { parseRecordId, isRecordTypename, RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";

/** A value of the graph in which references are ids. */
export type Flat = null | string | number | boolean | readonly Flat[] | { readonly [name: string]: Flat };

export interface ExportedRecord {
  readonly type: RecordType;
  readonly id: string;
  readonly partner: string;
  readonly local: string;
  readonly updatedAt: string;
  readonly fields: Readonly<Record<string, Flat>>;
  /** Where it stands in the walk; the export goes on after it. */
  readonly cursor: string;
}

/** The record of a node. Throws when it is none: our own server's answers are not believed blindly. */
export function exportedRecord(node: Readonly<Record<string, unknown>>, cursor: string): ExportedRecord {
  const fields = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, flatten(value)]));
  const { id, updatedAt } = fields;
  const parsed = parseRecordId(id);
  if (parsed === null || typeof id !== "string" || typeof updatedAt !== "string" || !isRecordTypename(parsed.typename))
    throw new Error("A page of an export holds what is no record.");
  const type = typeOf(parsed.typename);
  return { type, id, partner: parsed.partner, local: parsed.local, updatedAt, fields, cursor };
}

function typeOf(typename: string): RecordType {
  const entry = Object.entries(RECORD_TYPES).find(([, name]) => name === typename);
  return (entry?.[0] ?? "organization") as RecordType; // the keys of that very table
}

/** An object that holds nothing but an id is a reference. References to what the reader may not see are left out of lists. */
function flatten(value: unknown): Flat {
  if (Array.isArray(value)) return value.map(flatten).filter((item) => item !== null);
  if (typeof value !== "object") return (value ?? null) as Flat; // JSON: no other values
  if (value === null) return null;
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "id") return flatten(first[1]);
  return Object.fromEntries(entries.map(([name, member]) => [name, flatten(member)]));
}

/** A field that is text, or null. */
export function textOf(value: Flat | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** The items of a list that are text. */
export function textsOf(value: Flat | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

export type FlatObject = Readonly<Record<string, Flat>>;

/** The items of a list that are objects. */
export function objectsOf(value: Flat | undefined): FlatObject[] {
  return Array.isArray(value) ? value.filter(isFlatObject) : [];
}

/** Whether a value is an object. */
export function isFlatObject(value: Flat | undefined): value is FlatObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
