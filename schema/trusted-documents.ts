// Trusted documents: operations that were registered beforehand, and are asked for by id. The registry keeps them; the
// gateway runs them. An id is `sha256:` and the SHA-256 of the text, as the draft of GraphQL over HTTP has it.

export interface TrustedDocuments {
  /** The text of a document, or null. */
  find(id: string): Promise<string | null>;
}
