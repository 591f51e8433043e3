// The partition's artefacts as they are printed. In: plans, outcomes, pages. Out: plain data for `maillage explain`.
import type { Outcome } from "../fetch/outcome.js";
import type { MergedPage } from "./merge-page.js";
import type { PartitionPlan } from "./partition-plan.js";
import type { Source } from "./source.js";

/** What a partition plan will do, root by root. */
export function describePlan({ roots }: PartitionPlan): unknown[] {
  return roots.map((root) => {
    if (root.kind === "constant") return { field: root.key, answers: root.value };
    if (root.kind === "entities") return { field: root.key, routes: `$${root.variable}` };
    const { rowType, text, wantsTotal } = root.shape;
    return { field: root.key, scatters: root.name, rows: rowType.name, selection: text, total: wantsTotal };
  });
}

/** One request and what came of it; no data, no variables. */
export function describeOutcome(partner: string, { document }: { readonly document: string }, outcome: Outcome): unknown {
  const { latencyMs, bytes } = outcome;
  const status = outcome.kind === "failed" ? outcome.status : "ANSWERED";
  return { partner, status, latencyMs, bytes, document };
}

/** A merged page: its rows by id, and what each source had to say. */
export function describePage(field: string, page: MergedPage & { readonly sources: readonly Source[] }): unknown {
  const sources = page.sources.map(({ entry, status, rows, more }) => ({ partner: entry.key, status, sent: rows.length, more }));
  return { field, rows: page.rows.map((row) => row.id), more: page.more, sources };
}
