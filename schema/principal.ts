// Who asks: what the gateway knows of a reader and tells the hub's own services. In: a credential, elsewhere.
// Out: this.
import type { ReaderVisibility } from "./hub-token.js";

export interface Principal {
  readonly kind: "ANONYMOUS" | "APPLICATION" | "MEMBER";
  readonly name: string | null;
  /** The organization that the reader acts for, by id. */
  readonly organization: string | null;
  readonly scopes: readonly string[];
  readonly visibility: ReaderVisibility;
}

/** Every scope that an access key may carry. */
export const SCOPES = ["read:network", "exchange:write", "network:join", "partner:admin", "network:admin"] as const;

/** Someone without a credential: sees what is PUBLIC. */
export const ANONYMOUS: Principal = {
  kind: "ANONYMOUS",
  name: null,
  organization: null,
  scopes: [],
  visibility: "PUBLIC",
};

/** What scopes let a reader see. */
export function visibilityFor(scopes: readonly string[]): ReaderVisibility {
  return scopes.includes("read:network") ? "NETWORK" : "PUBLIC";
}
