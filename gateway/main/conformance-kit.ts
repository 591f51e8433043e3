// The conformance kit as the registry uses it: the kit of the partner service, asking through the hub's one way out with
// the hub's own tokens. In: the ways out. Out: the registry's port.
import type { ConformanceKit } from "../../schema/conformance.js";
import { contractFaults } from "../../services/partner/kit/contract-faults.js";
import { runChecks } from "../../services/partner/kit/run-checks.js";
import { endpointAsker } from "./ask-endpoint.js";
import type { Ways } from "./ways-out.js";

/** The kit over these ways out. */
export function conformanceKit({ signer, outbound, outboundTo }: KitWays): ConformanceKit {
  return {
    check: ({ isOwn = false, ...question }) => {
      const ask = endpointAsker(question.endpoint, {
        signer,
        outbound: isOwn ? outboundTo(question.endpoint) : outbound,
      });
      return runChecks(ask, { ...question, isSigned: true });
    },
    contractFaults,
  };
}

export type KitWays = Pick<Ways, "signer" | "outbound" | "outboundTo">;
