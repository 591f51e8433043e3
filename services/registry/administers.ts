// Who administers a partner. In: a reader, a partner's key. Out: yes or no. To anyone else another's partner is as if it
// were not there.
import { badInput, type CodedError } from "../../schema/errors.js";
import type { Principal } from "../../schema/principal.js";

/** Coordinators administer all partners; whoever may administer, their own. */
export function administers({ scopes, partner: own }: Principal, partner: string): boolean {
  return scopes.includes("network:admin") || (scopes.includes("partner:admin") && own === partner);
}

/** What is said of a partner that the reader does not administer, and of one that is not there. */
export function noSuchPartner(argument: string, key: string): CodedError {
  return badInput(argument, "the key of a partner that you administer", key);
}
