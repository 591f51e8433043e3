// Whose a person is. In: a record and an organization. Out: whether the organization may speak for it.
import { ownerOf } from "../../../schema/record-id.js";
import type { KnownRecord } from "./look-up.js";

/** Whether a record is an organization's own; one whose directory names no organization is anybody's of its partner. */
export function belongsTo({ id, organization }: Pick<KnownRecord, "id" | "organization">, to: string): boolean {
  return organization === to || (organization === null && ownerOf(id) === ownerOf(to));
}
