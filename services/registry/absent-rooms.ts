// What the registry does without where nothing stands beside it: tools that open it alone. In: nothing. Out: the ports, which
// refuse, or do nothing where there is nothing to do.
import type { ConformanceKit } from "../../schema/conformance.js";
import type { Erasures } from "../../schema/erasures.js";
import type { HostedPartners } from "../../schema/hosted-partners.js";

/** A registry beside which nothing keeps records erases none. */
export const NO_ERASURES: Erasures = {
  erase: () => Promise.reject(new Error("This process keeps no records.")),
  disclose: () => Promise.resolve({}),
};

/** A registry that opens no way out checks nothing. */
export const NO_KIT: ConformanceKit = {
  check: () => Promise.reject(new Error("This process does not reach out to other machines.")),
  contractFaults: () => [],
};

function noProgram(): Promise<never> {
  return Promise.reject(new Error("This process runs no partners."));
}

/** A registry beside which no program serves partners hosts none. */
export const NO_HOSTED: HostedPartners = {
  open: noProgram,
  forget: () => Promise.resolve(),
  importTable: noProgram,
  visit: noProgram,
  saveRecord: noProgram,
  withdraw: noProgram,
};
