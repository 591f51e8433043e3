// What is known of a partner beyond its records. In: configuration. Out: what its descriptor says.
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";

export interface PartnerProfile {
  /** The prefix of every id this partner owns. */
  readonly key: string;
  readonly name: string;
  /** SPDX id of the licence under which it publishes. */
  readonly licence: string;
  readonly languages: readonly string[];
  readonly contractVersion: string;
  readonly level: "BASIC" | "LIVE";
}

/** A profile with what its fields are when nobody says otherwise. */
export function completeProfile(known: Partial<PartnerProfile> & { readonly key: string }): PartnerProfile {
  return {
    name: known.key,
    licence: "CC-BY-4.0",
    languages: ["en"],
    contractVersion: CONTRACT_VERSION,
    level: "LIVE",
    ...known,
  };
}
