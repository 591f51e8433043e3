// What all reads of one request have in common. In: whose rows, where they lie, who reads. Out: the conditions that
// every statement bears, so that what is hidden is missing everywhere.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import type { RowTypes } from "./rows.js";
import type { MentionedFields } from "./select-list.js";
import { sql, type Sql } from "../../database/session.js";

/** A row as resolvers see it: the fields that were asked for, by the contract's names. */
export type ReadRow<T extends RecordTypename = RecordTypename> = RowTypes[T] & { readonly __typename: T };

export interface ReadScope {
  /** The PostgreSQL schema in which the tables lie. */
  readonly schema: string;
  readonly partners: readonly string[];
  readonly reader: ReaderVisibility;
  readonly mentioned: MentionedFields;
}

/** The rows of the partners that are asked, as far as the reader may see them. One partner's enter its own indexes. */
export function visibleTo({ partners, reader }: Pick<ReadScope, "partners" | "reader">): Sql[] {
  const [only] = partners;
  const own = partners.length === 1 ? sql("partner = ?", only) : sql("partner = any(?::text[])", partners);
  return [own, ...seenBy({ reader })];
}

/** What a reader may see of any partner's rows. */
export function seenBy({ reader }: Pick<ReadScope, "reader">): Sql[] {
  return reader === "PUBLIC" ? [sql("visibility = 'PUBLIC'")] : [];
}
