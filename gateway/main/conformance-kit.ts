// The conformance kit as the registry uses it: the kit of the partner service, asking through the hub's one way out with
// the hub's own tokens. In: the ways out. Out: the registry's port.
import type { ConformanceKit } from "../../schema/conformance.js";
import { contractFaults } from "../../services/partner/kit/contract-faults.js";
import { runChecks } from "../../services/partner/kit/run-checks.js";
import { endpointAsker, type AskingWays } from "./ask-endpoint.js";

/** The kit over these ways out. */
export function conformanceKit(ways: AskingWays): ConformanceKit {
  const isSigned = ways.signer !== null;
  return {
    check: (question) => runChecks(endpointAsker(question.endpoint, ways), { ...question, isSigned }),
    contractFaults,
  };
}
