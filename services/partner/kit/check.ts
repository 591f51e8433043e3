// A check: a small pure function of what was learned. In: the evidence. Out: what came that should not have; null when all
// is well; undefined when there was nothing to look at, because another check says what is missing.
import type { CheckSeverity, ConformanceLevel } from "../../../schema/conformance.js";
import type { Evidence } from "./evidence.js";

export type Finding = string | null | undefined;

export interface Check {
  readonly severity: CheckSeverity;
  /** The level that it belongs to; a partner that serves LIVE serves BASIC too. */
  readonly level: ConformanceLevel;
  readonly look: (evidence: Evidence) => Finding;
}

/** A check without which a partner cannot serve the level. */
export function must(level: ConformanceLevel, look: Check["look"]): Check {
  return { severity: "ERROR", level, look };
}

/** A check of what costs readers or the partner something, and stops nothing. */
export function should(level: ConformanceLevel, look: Check["look"]): Check {
  return { severity: "WARNING", level, look };
}

/** The first finding of several; null when there is none. */
export function first(findings: Iterable<string | null>): string | null {
  for (const finding of findings) if (finding !== null) return finding;
  return null;
}
