// For whom someone acts. In: a reader. Out: their organization, or a refusal. Scopes are the gateway's business and have
// been checked; what they may be used for is checked here.
import { actorOf } from "../../schema/audit.js";
import { CodedError, show } from "../../schema/errors.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { Principal } from "../../schema/principal.js";

/** Someone who acts for an organization. */
export interface Acting {
  readonly organization: string;
  readonly actor: string;
  readonly visibility: ReaderVisibility;
}

/** For whom a reader acts. Throws `FORBIDDEN` for one who acts for nobody. */
export function actingFor(principal: Principal): Acting {
  const { organization, visibility } = principal;
  if (organization === null || !principal.scopes.includes("exchange:write"))
    throw new CodedError("FORBIDDEN", "Expected a credential that acts for an organization, got one that does not.");
  return { organization, actor: actorOf(principal), visibility };
}

/** What only one organization may do. Throws `FORBIDDEN`, the same for what does not exist. */
export function onlyFor(argument: string, expected: string, got: unknown): CodedError {
  const shown = show(got);
  return new CodedError("FORBIDDEN", `${argument}: expected ${expected}, got ${shown}.`, {
    argument,
    expected,
    got: shown,
  });
}
