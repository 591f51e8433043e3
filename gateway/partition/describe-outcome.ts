// One outcome as it is printed. In: a request to a partner and what came of it. Out: a line for `maillage explain`.
import type { Outcome } from "../fetch/outcome.js";

/** One request and what came of it; no data, no variables. */
export function describeOutcome(
  partner: string,
  { document }: { readonly document: string },
  outcome: Outcome,
): string {
  const status = outcome.kind === "failed" ? `${outcome.status} (${outcome.reason})` : "ANSWERED";
  return `${partner}: ${status}, ${outcome.bytes} bytes in ${outcome.latencyMs} ms: ${document}`;
}
