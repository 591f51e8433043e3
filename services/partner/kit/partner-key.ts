// A partner's key, as an endpoint says it. In: any value. Out: the key, or null.
import { isPartnerKey } from "../../../schema/record-id.js";

/** The key; null when it is none. */
export function partnerKeyIn(value: unknown): string | null {
  return typeof value === "string" && isPartnerKey(value) ? value : null;
}
