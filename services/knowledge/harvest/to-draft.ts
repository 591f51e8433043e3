// From a record of a change feed, checked by the gateway, to the draft that mirror and index take. In: the contract's
// fields, references as `{ id }`. Out: the draft, references as ids.
import type { FeedRecord } from "../../../schema/change-feed.js";
import type { RecordDraft } from "../../records/record-draft.js";

type Fields = Readonly<Record<string, unknown>>;

/** Members that hold references, wherever they stand: ids take their place. */
const REFERENCES = new Set([
  "topics",
  "topic",
  "organization",
  "audiences",
  "jointWith",
  "practices",
  "adaptedFrom",
  "partOf",
  "speakers",
  "materials",
  "evidence",
  "person",
]);

type IsErased = (id: string) => boolean;

/**
 * The draft of a record. Its values were checked before: they are of the types that the contract states. References to
 * records that were erased are left out.
 */
export function toDraft({ __typename, context, ...fields }: FeedRecord, isErased: IsErased = () => false): RecordDraft {
  const draft = flatten(fields, isErased);
  const { settings, audiences, cost, ...rest } = isFields(context) ? flatten(context, isErased) : {};
  const placed = __typename === "Practice" ? { ...draft, settings, audiences, cost, context: rest } : draft;
  return placed as unknown as RecordDraft; // the contract's fields are the draft's, less its references
}

function flatten(fields: Fields, isErased: IsErased): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, flattenMember(name, value, isErased)]),
  );
}

function flattenMember(name: string, value: unknown, isErased: IsErased): unknown {
  const isGone = (id: unknown): boolean => typeof id === "string" && isErased(id);
  if (REFERENCES.has(name)) {
    if (Array.isArray(value)) return value.map(idOf).filter((id) => id !== null && !isGone(id));
    return isGone(idOf(value)) ? null : idOf(value);
  }
  if (Array.isArray(value)) {
    const kept = value.filter((item: unknown) => !isFields(item) || !ROLES.some((role) => isGone(idOf(item[role]))));
    return kept.map((item: unknown) => (isFields(item) ? flatten(item, isErased) : item));
  }
  return isFields(value) ? flatten(value, isErased) : value;
}

/** Whom an entry of a team or of contributors is about: without them there is no entry. */
const ROLES = ["person", "organization"];

function idOf(reference: unknown): unknown {
  return isFields(reference) ? reference.id : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
