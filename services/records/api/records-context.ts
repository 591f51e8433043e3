// What one request for records carries. In: the document and what all its reads have in common. Out: the context that
// resolvers of records get.
import { visit, type DocumentNode } from "graphql";
import type { MentionedFields } from "../store/select-list.js";
import type { RecordReader } from "./record-reader.js";

export interface RecordsContext {
  readonly records: RecordReader;
  /** Whether the hub asks, who tells its own readers apart; else anyone. */
  readonly caller: { readonly isHub: boolean };
}

const MENTIONED = new WeakMap<DocumentNode, ReadonlySet<string>>();

/** The names of all fields anywhere in a document: no more columns than these can be needed. */
export function mentionedFields(document: DocumentNode): NonNullable<MentionedFields> {
  const known = MENTIONED.get(document);
  if (known !== undefined) return known;
  const names = new Set<string>();
  visit(document, { Field: (field) => void names.add(field.name.value) });
  MENTIONED.set(document, names);
  return names;
}
