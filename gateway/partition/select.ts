// Room "select": which partners can hold the rows that are asked for, and who answers for them. In: the filter, the
// partners, whether there is a mirror. Out: whom to ask, and for everyone else why not. "Cannot hold such rows" and
// "cannot be asked" are different answers: only the second makes a page partial.
import { newerThan } from "../../schema/contract-versions.js";
import type { ReaderContext } from "../execute/subgraph.js";
import type { PartnerEntry, PartnerSnapshot } from "./directory.js";
import type { ReadFilter } from "./read-filter.js";
import type { LeftOutReason, Reason } from "./reasons.js";

export interface LeftOut {
  readonly partner: string;
  readonly reason: LeftOutReason;
  /** Whether it may hold such rows all the same. */
  readonly expected: boolean;
  /** As of when the hub knows that it holds none. */
  readonly asOf?: string | undefined;
}

/** A partner that the mirror is to answer for from the start, and why; without a reason because the reader wants it so. */
export interface Mirrored {
  readonly entry: PartnerEntry;
  readonly reason: Reason | null;
}

export interface Selected {
  /** Partners to be asked themselves. */
  readonly asked: readonly PartnerEntry[];
  readonly mirrored: readonly Mirrored[];
  readonly leftOut: readonly LeftOut[];
}

export interface SelectionUse {
  readonly partners: PartnerSnapshot;
  readonly hasMirror: boolean;
  readonly freshness: ReaderContext["freshness"];
  /** What the question needs that a partner of an older contract may not know, as coordinates: field and filter members. */
  readonly needs: readonly string[];
  /** Whether a partner offers what was erased: its own counts are not to be believed. */
  readonly stillOffers: (partner: string) => boolean;
}

/** Selects the partners for one scattered field. */
export function selectPartners(
  filter: ReadFilter,
  { partners, hasMirror, freshness, needs, stillOffers }: SelectionUse,
): Selected {
  const asked: PartnerEntry[] = [];
  const mirrored: Mirrored[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of partners.values()) {
    const reason = reasonToLeaveOut(entry, filter);
    if (reason !== null) leftOut.push({ partner: entry.key, reason, expected: false });
    else if (freshness === "mirror") mirrored.push({ entry, reason: null });
    else if (hasMirror && freshness === "auto" && stillOffers(entry.key)) mirrored.push({ entry, reason: "erasure" });
    else {
      const unable = reasonNotToAsk(entry, needs);
      if (unable === null) asked.push(entry);
      else if (hasMirror && freshness === "auto") mirrored.push({ entry, reason: unable });
      else leftOut.push({ partner: entry.key, reason: unable, expected: true });
    }
  }
  return { asked, mirrored, leftOut };
}

/** A partner that cannot answer such a question itself. */
function reasonNotToAsk({ level, contractVersion }: PartnerEntry, needs: readonly string[]): "basic" | "older" | null {
  if (level !== "LIVE") return "basic";
  const newer = newerThan(contractVersion);
  return newer.size > 0 && needs.some((each) => newer.has(each)) ? "older" : null;
}

function reasonToLeaveOut({ key }: PartnerEntry, filter: ReadFilter): LeftOutReason | null {
  if (filter.partners !== null && !filter.partners.has(key)) return "not-wanted";
  if (filter.owners !== null && !filter.owners.has(key)) return "owns-none";
  return null;
}
