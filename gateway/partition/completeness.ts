// Completeness: who was expected, asked, left out, answered or failed, and what that makes of the totals. In: the
// sources of a page and those left out. Out: the contract's `Completeness`.
import type { LeftOut } from "./select.js";
import { sayReason } from "./reasons.js";
import type { Source, SourceRow } from "./source.js";

export interface SourceReport {
  readonly partner: string;
  readonly status: string;
  readonly via: "LIVE" | null;
  /** Rows of this page that came from the partner. */
  readonly rows: number;
  readonly latencyMs: number | null;
  readonly asOf: string | null;
  readonly live: null;
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
  const counts = new Map<Source, number>();
  for (const { source } of rows) counts.set(source, (counts.get(source) ?? 0) + 1);
  const reports = [
    ...sources.map((source) => reportSource(source, counts.get(source) ?? 0, languages)),
    ...leftOut.map((each) => reportLeftOut(each, languages)),
  ];
  const expected = sources.length + leftOut.filter((each) => each.expected).length;
  const answered = sources.filter((source) => source.status === "ANSWERED").length;
  const isPartial = answered < expected;
  return {
    isPartial,
    totalIs: isPartial ? "AT_LEAST" : "EXACT",
    expected,
    answered,
    sources: reports.sort((a, b) => (a.partner < b.partner ? -1 : 1)),
  };
}

function reportSource(source: Source, rows: number, languages: readonly string[]): SourceReport {
  const { entry, status, latencyMs, asOf, reason } = source;
  const via = asOf === null ? null : "LIVE";
  return {
    partner: entry.key,
    status,
    via,
    rows,
    latencyMs,
    asOf,
    live: null,
    reason: reason && sayReason(reason, languages),
  };
}

function reportLeftOut({ partner, reason }: LeftOut, languages: readonly string[]): SourceReport {
  const said = sayReason(reason, languages);
  return { partner, status: "SKIPPED", via: null, rows: 0, latencyMs: null, asOf: null, live: null, reason: said };
}
