// Room "select": which partners can hold the rows that are asked for. In: the filter and the partners. Out: whom to
// ask, and for everyone else why not. "Cannot hold such rows" and "cannot be asked" are different answers: only the
// second makes a page partial.
import type { PartnerEntry, PartnerSnapshot } from "./directory.js";
import type { ReadFilter } from "./read-filter.js";
import type { LeftOutReason } from "./reasons.js";

export interface LeftOut {
  readonly partner: string;
  readonly reason: LeftOutReason;
  /** Whether it may hold such rows all the same. */
  readonly expected: boolean;
}

export interface Selected {
  readonly asked: readonly PartnerEntry[];
  readonly leftOut: readonly LeftOut[];
}

/** Selects the partners for one scattered field. */
export function selectPartners(filter: ReadFilter, partners: PartnerSnapshot): Selected {
  const asked: PartnerEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of partners.values()) {
    const reason = reasonToLeaveOut(entry, filter);
    if (reason === null) asked.push(entry);
    else leftOut.push({ partner: entry.key, reason, expected: reason === "basic" });
  }
  return { asked, leftOut };
}

function reasonToLeaveOut({ key, level }: PartnerEntry, filter: ReadFilter): LeftOutReason | null {
  if (filter.partners !== null && !filter.partners.has(key)) return "not-wanted";
  if (filter.owners !== null && !filter.owners.has(key)) return "owns-none";
  return level === "BASIC" ? "basic" : null;
}
