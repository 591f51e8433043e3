// How harvesting partners goes, and what the hub holds of them. In: keys. Out: figures, by key.
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { HarvestStatus, RecordCounts } from "../../schema/partner-status.js";
import type { Session } from "../database/session.js";
import { seenCondition } from "./seen.js";
import { timeExpression } from "../records/store/select-list.js";

/** How harvests went; partners that were never harvested are missing. */
export async function readHarvests(
  session: Session,
  partners: readonly string[],
): Promise<ReadonlyMap<string, HarvestStatus>> {
  const rows = await session.rows<HarvestStatus & { readonly partner: string }>(
    `select partner, state, last_failure as failing, ${timeExpression("harvested_at")} as "lastHarvestAt",
       ${timeExpression("as_of")} as "asOf" from knowledge.source where partner = any(?::text[])`,
    [partners],
  );
  return new Map(rows.map(({ partner, ...status }) => [partner, status]));
}

/** What a reader may see of each partner; those of which there is nothing are missing. */
export async function readCounts(
  session: Session,
  partners: readonly string[],
  visibility: ReaderVisibility,
): Promise<ReadonlyMap<string, RecordCounts>> {
  const count = (type: string) => `(count(*) filter (where type = '${type}'))::int`;
  const rows = await session.rows<RecordCounts & { readonly partner: string }>(
    `select partner, ${count("ORGANIZATION")} as organizations, ${count("PERSON")} as people,
       ${count("PROJECT")} as projects, ${count("PRACTICE")} as practices, ${count("EVENT")} as events
     from knowledge.entry where partner = any(?::text[]) and ${seenCondition("entry", visibility)} group by partner`,
    [partners],
  );
  return new Map(rows.map(({ partner, ...counts }) => [partner, counts]));
}
