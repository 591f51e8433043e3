// What one request carries. In: who is asked and who asks. Out: the context that resolvers get.
import { visit, type DocumentNode } from "graphql";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { PartnerProfile } from "../partner-profile.js";
import type { Session } from "../../database/session.js";
import { RecordReader } from "./record-reader.js";

/** Who asks, as the hub's token says; without a token, anyone. */
export interface Caller {
  readonly reader: ReaderVisibility;
  /** Whether a sound token came with the request. */
  readonly isHub: boolean;
}

export interface PartnerContext {
  readonly partner: PartnerProfile;
  readonly caller: Caller;
  readonly records: RecordReader;
}

/** A request's context. The document is looked at when the first read happens, after it was parsed. */
export interface RequestParts {
  readonly session: Session;
  readonly partner: PartnerProfile;
  readonly caller: Caller;
  /** Null stands for every field. */
  readonly document: DocumentNode | null;
}

/** Makes the context of one request. */
export function createContext({ session, partner, caller, document }: RequestParts): PartnerContext {
  const mentioned = document === null ? null : mentionedFields(document);
  const scope = { partner: partner.key, reader: caller.reader, mentioned };
  return { partner, caller, records: new RecordReader(session, scope) };
}

const MENTIONED = new WeakMap<DocumentNode, ReadonlySet<string>>();

/** The names of all fields anywhere in a document: no more columns than these can be needed. */
export function mentionedFields(document: DocumentNode): ReadonlySet<string> {
  const known = MENTIONED.get(document);
  if (known !== undefined) return known;
  const names = new Set<string>();
  visit(document, { Field: (field) => void names.add(field.name.value) });
  MENTIONED.set(document, names);
  return names;
}
