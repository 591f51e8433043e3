// Who asks: what the gateway knows of a reader and tells the hub's own services. In: a credential, elsewhere.
// Out: this.
import type { ReaderVisibility } from "./hub-token.js";

export interface Principal {
  readonly kind: "ANONYMOUS" | "APPLICATION" | "MEMBER";
  /** A stable name for quotas and the audit log: `key:<uuid>`, `jwt:<issuer> <sub>`, `member:<uuid>`; null: anonymous. */
  readonly id: string | null;
  readonly name: string | null;
  /** The organization that the reader acts for, by id. */
  readonly organization: string | null;
  /** The partner that the reader acts for: the one that owns the organization. */
  readonly partner: string | null;
  readonly scopes: readonly string[];
  readonly visibility: ReaderVisibility;
  /** Whether the reader may run trusted documents only. */
  readonly trustedOnly: boolean;
}

/** What a request shows of who sent it, as its headers have it. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  readonly origin?: string | undefined;
  /** The HTTP method; GET when not given. */
  readonly method?: string | undefined;
  /** The header `x-maillage-csrf`. */
  readonly csrf?: string | undefined;
}

/** Every scope that an access key may carry. */
export const SCOPES = ["read:network", "exchange:write", "network:join", "partner:admin", "network:admin"] as const;

/** Someone without a credential: sees what is PUBLIC. */
export const ANONYMOUS: Principal = {
  kind: "ANONYMOUS",
  id: null,
  name: null,
  organization: null,
  partner: null,
  scopes: [],
  visibility: "PUBLIC",
  trustedOnly: false,
};

/** What scopes let a reader see. */
export function visibilityFor(scopes: readonly string[]): ReaderVisibility {
  return scopes.includes("read:network") ? "NETWORK" : "PUBLIC";
}
