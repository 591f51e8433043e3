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

/** The draft of a record. Its values were checked before: they are of the types that the contract states. */
export function toDraft({ __typename, context, ...fields }: FeedRecord): RecordDraft {
  const draft = flatten(fields);
  const { settings, audiences, cost, ...rest } = isFields(context) ? flatten(context) : {};
  const placed = __typename === "Practice" ? { ...draft, settings, audiences, cost, context: rest } : draft;
  return placed as unknown as RecordDraft; // the contract's fields are the draft's, less its references
}

function flatten(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, flattenMember(name, value)]));
}

function flattenMember(name: string, value: unknown): unknown {
  if (REFERENCES.has(name)) return Array.isArray(value) ? value.map(idOf).filter((id) => id !== null) : idOf(value);
  if (Array.isArray(value)) return value.map((item: unknown) => (isFields(item) ? flatten(item) : item));
  return isFields(value) ? flatten(value) : value;
}

function idOf(reference: unknown): unknown {
  return isFields(reference) ? reference.id : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
