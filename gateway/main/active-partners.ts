// The partners that are asked. In: the registry as a subgraph. Out: those that are active, and the origins of some.
import type { ReaderContext, Subgraph } from "../execute/subgraph.js";
import { Tally } from "../execute/tally.js";
import type { PartnerEntry } from "../partition/directory.js";
import { ANONYMOUS, SCOPES, type Principal } from "../../schema/principal.js";

const TIMEOUT_MS = 5_000;
const ACTIVE_PARTNERS = "{ partners(state: [ACTIVE]) { key endpoint level contractVersion hosted } }";

/** Asks the registry as the hub itself. */
export async function activePartners(registry: Subgraph): Promise<ActivePartner[]> {
  const { data, errors } = await registry({ operation: ACTIVE_PARTNERS, variables: {}, reader: hubReader() });
  if (!data || errors !== undefined) throw new Error("The registry did not answer for its partners.");
  return data.partners as ActivePartner[]; // as the operation selects them
}

interface ActivePartner extends PartnerEntry {
  /** Whether this hub runs it itself. */
  readonly hosted: boolean;
}

/** Where they answer. */
export function originsOf(partners: ReadonlyArray<Pick<PartnerEntry, "endpoint">>): ReadonlySet<string> {
  return new Set(partners.flatMap(({ endpoint }) => URL.parse(endpoint)?.origin ?? []));
}

function hubReader(): ReaderContext {
  const principal: Principal = {
    ...ANONYMOUS,
    kind: "APPLICATION",
    id: "hub",
    name: "hub",
    scopes: SCOPES,
    visibility: "NETWORK",
  };
  return {
    visibility: "NETWORK",
    scopes: SCOPES,
    freshness: "auto",
    partial: "allow",
    languages: [],
    deadline: Date.now() + TIMEOUT_MS,
    signal: null,
    tally: new Tally(),
    trace: null,
    principal,
  };
}
