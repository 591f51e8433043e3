// Completeness: who was expected, asked, left out, answered or failed, and what that makes of the totals. In: the
// sources of a page and those left out. Out: the contract's `Completeness`.
import type { LeftOut } from "./select.js";
import { sayReason, type Reason } from "./reasons.js";
import type { Via } from "./row-types.js";
import type { Source, SourceRow, StandIn } from "./source.js";

export interface SourceReport {
  readonly partner: string;
  /** What the reader got. */
  readonly status: string;
  readonly via: Via | null;
  /** Rows of this page that are the partner's. */
  readonly rows: number;
  /** Of whoever answered. */
  readonly latencyMs: number | null;
  readonly asOf: string | null;
  /** How the partner itself did, where the mirror stood in for it. */
  readonly live: string | null;
  readonly reason: string | null;
}

export interface Completeness {
  readonly isPartial: boolean;
  readonly totalIs: "EXACT" | "AT_LEAST";
  readonly expected: number;
  readonly answered: number;
  readonly sources: readonly SourceReport[];
}

export interface PageSources {
  readonly sources: readonly Source[];
  readonly leftOut: readonly LeftOut[];
  readonly rows: readonly SourceRow[];
  readonly languages: readonly string[];
}

/** What became of a page's sources, by partner key. */
export function reportCompleteness({ sources, leftOut, rows, languages }: PageSources): Completeness {
  const counts = new Map<string, number>();
  for (const { partner } of rows) counts.set(partner, (counts.get(partner) ?? 0) + 1);
  const say = (reason: Reason | null): string | null => (reason === null ? null : sayReason(reason, languages));
  const asked = sources.flatMap((source) => reportSource(source, counts, say));
  const expected = asked.length + leftOut.filter((each) => each.expected).length;
  const answered = asked.filter(({ status }) => status === "ANSWERED").length;
  const isPartial = answered < expected;
  return {
    isPartial,
    totalIs: isPartial ? "AT_LEAST" : "EXACT",
    expected,
    answered,
    sources: [...asked, ...leftOut.map((each) => reportLeftOut(each, say))].sort((a, b) =>
      a.partner < b.partner ? -1 : 1,
    ),
  };
}

type Say = (reason: Reason | null) => string | null;

function reportSource(source: Source, counts: ReadonlyMap<string, number>, say: Say): SourceReport[] {
  const { origin, latencyMs } = source;
  return source.partners.map((partner) => {
    const standIn = origin.via === "MIRROR" ? origin.standIns.get(partner) : undefined;
    const asOf = origin.via === "MIRROR" ? (standIn?.asOf ?? null) : source.asOf;
    return {
      partner,
      status: source.statusOf(partner),
      via: asOf === null ? null : origin.via,
      rows: counts.get(partner) ?? 0,
      latencyMs,
      asOf,
      live: standIn?.live ?? null,
      reason: say(reasonOf(source, partner, standIn)),
    };
  });
}

/** Why the reader did not get everything from the partner itself. */
function reasonOf(source: Source, partner: string, standIn: StandIn | undefined): Reason | null {
  if (source.reason !== null) return source.reason;
  return source.statusOf(partner) === "INVALID" ? "rows" : (standIn?.reason ?? null);
}

function reportLeftOut({ partner, reason, asOf }: LeftOut, say: Say): SourceReport {
  return {
    partner,
    status: "SKIPPED",
    via: null,
    rows: 0,
    latencyMs: null,
    asOf: asOf ?? null,
    live: null,
    reason: say(reason),
  };
}
