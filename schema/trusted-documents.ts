// Trusted documents: operations that were registered beforehand, and are asked for by id. The registry keeps them; the
// gateway runs them. An id is `sha256:` and the SHA-256 of the text, as the draft of GraphQL over HTTP has it.
import { createHash } from "node:crypto";

export interface TrustedDocuments {
  /** The text of a document, or null. */
  find(id: string): Promise<string | null>;
}

/** The id of a text. */
export function documentIdOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Trusted documents with the hub's own among them: what it asks itself in a reader's name. */
export function withOwnDocuments(texts: readonly string[], registered: TrustedDocuments): TrustedDocuments {
  const own = new Map(texts.map((text) => [documentIdOf(text), text]));
  return { find: async (id) => own.get(id) ?? registered.find(id) };
}
