// The partition's artefacts as they are printed. In: plans, outcomes, pages. Out: plain data for `maillage explain`.
import type { MergedPage } from "./merge-page.js";
import type { PartitionPlan } from "./partition-plan.js";
import type { Selected } from "./select.js";
import type { Source } from "./source.js";

/** What a partition plan will do, a line a root field. */
export function describePlan({ roots }: PartitionPlan): string {
  return roots
    .map((root) => {
      if (root.kind === "constant") return `${root.key}: ${root.value}`;
      if (root.kind === "entities") return `${root.key}: route each representation to its owner`;
      const { rowType, text, wantsTotal } = root.shape;
      return `${root.key}: scatter ${root.name} for ${rowType.name} rows${wantsTotal ? " and their total" : ""}: ${text}`;
    })
    .join("\n");
}

/** Whom a scattered field asks, and why not the others. */
export function describeSelected(field: string, { asked, leftOut }: Selected): string {
  const left = leftOut.map(({ partner, reason }) => `${partner} (${reason})`);
  return `${field}: asks ${asked.length}: ${asked.map(({ key }) => key).join(" ")}${left.length > 0 ? `\n  not ${left.join(", ")}` : ""}`;
}

/** A merged page: what each source had to say, and the rows by id. */
export function describePage(field: string, page: MergedPage & { readonly sources: readonly Source[] }): string {
  const sources = page.sources.map(({ entry, status, rows, more }) => {
    return `  ${entry.key}: ${status}, ${rows.length} rows${more ? ", has more" : ""}`;
  });
  const rows = page.rows.map((row) => `  ${row.id}`);
  return [
    `${field}: ${rows.length} rows${page.more ? ", there are more" : ""}, from`,
    ...sources,
    "in this order",
    ...rows,
  ].join("\n");
}
