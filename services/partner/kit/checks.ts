// Every check of the kit, in the order of the report. In: nothing. Out: the table that reports, tests and documentation
// share.
import type { Check } from "./check.js";
import { ENDPOINT_CHECKS } from "./endpoint-checks.js";
import { FEED_CHECKS } from "./feed-checks.js";
import { LIST_CHECKS } from "./list-checks.js";
import { RECORD_CHECKS } from "./record-checks.js";

export const CHECKS = { ...ENDPOINT_CHECKS, ...FEED_CHECKS, ...RECORD_CHECKS, ...LIST_CHECKS };

export type CheckName = keyof typeof CHECKS;

/** The checks with their names. */
export function namedChecks(): Array<readonly [CheckName, Check]> {
  return Object.entries(CHECKS) as Array<[CheckName, Check]>; // the keys of the table
}
