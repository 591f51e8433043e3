// References from one record to another. In: what a cell says: a local id, a full id, or a name. Out: the full id, or
// what was expected instead.
import { formatRecordId, isLocalId, isRecordType, ownerOf, parseRecordId } from "../../../schema/record-id.js";
import { RECORD_TYPES, type RecordTypename } from "../../../schema/record-id.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { oneOfType } from "./type-phrases.js";

/** What references are checked against. */
export interface References {
  /** Whether a record is in the import or in the store. */
  isKnown(id: string): boolean;
  /** The ids of the partner's records of a type that have a name; none when not given. */
  findByName?(typename: RecordTypename, name: string): readonly string[];
  /** A name of a record of a type that a text was probably meant to be. */
  nearestName?(typename: RecordTypename, text: string): string | undefined;
}

export interface Reference {
  readonly partner: string;
  readonly typename: RecordTypename;
  readonly text: string;
}

const MOST_NAMED = 5;

/** The full id that a reference means, or what was expected. */
export function referTo(references: References, reference: Reference): string | { readonly expected: Phrase } {
  const { partner, typename, text } = reference;
  const full = fullIdOf(reference);
  if (full !== undefined && (ownerOf(full) !== partner || references.isKnown(full))) return full;
  const [first, ...more] = references.findByName?.(typename, text) ?? [];
  if (first !== undefined && more.length === 0) return first;
  const type = oneOfType(typename);
  if (first !== undefined)
    return { expected: told("referenceOne", type, [first, ...more].slice(0, MOST_NAMED).map(localOf).join(", ")) };
  const near = references.nearestName?.(typename, text);
  if (near !== undefined) return { expected: told("referenceMeant", type, near) };
  return { expected: told(full === undefined ? "reference" : "referenceKnown", type) };
}

/** Whether a reference means exactly one record. */
export function isReferenced(references: References, reference: Reference): boolean {
  return typeof referTo(references, reference) === "string";
}

function localOf(id: string): string {
  return parseRecordId(id)?.local ?? id;
}

function fullIdOf({ partner, typename, text }: Reference): string | undefined {
  const parsed = parseRecordId(text);
  if (parsed !== null) return parsed.typename === typename ? text : undefined;
  const type = Object.keys(RECORD_TYPES).find((name) => isRecordType(name) && RECORD_TYPES[name] === typename);
  return isLocalId(text) && type !== undefined && isRecordType(type) ? formatRecordId(partner, type, text) : undefined;
}
