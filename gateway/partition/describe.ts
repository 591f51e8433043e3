// The partition's artefacts as they are printed. In: plans, outcomes, pages. Out: plain data for `maillage explain`.
import type { Choice } from "./choose-partners.js";
import type { PartitionPlan } from "./partition-plan.js";
import type { ScatteredPage } from "./scatter-root.js";
import type { LeftOut } from "./select.js";
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

/** Whom a scattered field asks, for whom it asks the mirror, and why not the others. */
export function describeSelected(
  field: string,
  { choice, leftOut }: { readonly choice: Choice; readonly leftOut: readonly LeftOut[] },
): string {
  const { asked, shares, mirrored, passedOver } = choice;
  const keys = asked.map(({ key }) => (shares.has(key) ? `${key} (${shares.get(key)})` : key));
  const others = [...leftOut, ...(passedOver?.leftOut ?? [])].map(({ partner, reason }) => `${partner} (${reason})`);
  return [
    `${field}: asks ${asked.length}: ${keys.join(" ")}`,
    ...(mirrored.length === 0 ? [] : [`  the mirror for ${mirrored.map(({ entry }) => entry.key).join(" ")}`]),
    ...(others.length === 0 ? [] : [`  not ${others.join(", ")}`]),
  ].join("\n");
}

/** A merged page: what each source had to say, and the rows by id. */
export function describePage(field: string, page: ScatteredPage): string {
  const rows = page.rows.map((row) => `  ${row.id}`);
  return [
    `${field}: ${page.rows.length} rows${page.more ? ", there are more" : ""}, from`,
    ...page.sources.map(describeSource),
    "in this order",
    ...rows,
  ].join("\n");
}

function describeSource({ origin, partners, status, rows, more }: Source): string {
  const name = origin.via === "LIVE" ? partners.join(" ") : `the mirror for ${partners.join(" ")}`;
  return `  ${name}: ${status}, ${rows.length} rows${more ? ", has more" : ""}`;
}
