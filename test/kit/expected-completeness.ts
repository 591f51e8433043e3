// What a page must say of its partners. In: its rows, who is silent, whom the mirror answers for. Out: the contract's
// `Completeness`, as far as it can be told beforehand.
import { ownerOf } from "../../schema/record-id.js";
import type { Network } from "./random-network.js";

/** Stands for every way in which a partner can fail. */
export const FAILED = "UNREACHABLE";

export interface PageOfPartners {
  readonly network: Network;
  /** The partners that the filter names, or all. */
  readonly wanted: readonly string[];
  readonly silent: readonly string[];
  readonly mirrored: readonly string[];
}

/** The completeness of a page of rows with these ids. */
export function completeness(page: readonly string[], { network, wanted, silent, mirrored }: PageOfPartners): unknown {
  const answering = wanted.filter((key) => !silent.includes(key));
  const isPartial = answering.length < wanted.length;
  const sources = network.keys.map((partner) => {
    const status = !wanted.includes(partner) ? "SKIPPED" : silent.includes(partner) ? FAILED : "ANSWERED";
    const rows = page.filter((id) => ownerOf(id) === partner).length;
    const answered = status === "ANSWERED";
    const via = mirrored.includes(partner) ? "MIRROR" : "LIVE";
    return { partner, status, via: answered ? via : null, rows, asOf: answered ? "now" : null };
  });
  return {
    ...{ isPartial, totalIs: isPartial ? "AT_LEAST" : "EXACT", expected: wanted.length, answered: answering.length },
    sources,
  };
}
