// What one request carries. In: who is asked and who asks. Out: the context that resolvers get.
import type { DocumentNode } from "graphql";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { PartnerProfile } from "../partner-profile.js";
import type { Session } from "../../database/session.js";
import { RecordReader } from "../../records/api/record-reader.js";
import { mentionedFields, type RecordsContext } from "../../records/api/records-context.js";
import { STORE_SCHEMA } from "../store/tables.js";

/** Who asks, as the hub's token says; without a token, anyone. */
export interface Caller {
  readonly reader: ReaderVisibility;
  /** Whether a sound token came with the request. */
  readonly isHub: boolean;
}

export interface PartnerContext extends RecordsContext {
  readonly session: Session;
  readonly partner: PartnerProfile;
  readonly caller: Caller;
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
  const scope = { schema: STORE_SCHEMA, partners: [partner.key], reader: caller.reader, mentioned };
  return { session, partner, caller, records: new RecordReader(session, scope) };
}
