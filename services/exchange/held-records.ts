// Which of the hub's own records there are for a reader. In: ids. Out: those that the reader may see.
import { parseRecordId } from "../../schema/record-id.js";
import { communitiesById } from "./communities/communities.js";
import { discussionsById } from "./communities/discussions.js";
import { exchangesById } from "./exchanges/read-exchanges.js";
import { load, type Batch, type ExchangeContext } from "./exchange-context.js";
import { needsById } from "./needs/read-needs.js";

const HOLDERS: Readonly<Record<string, Batch<string, unknown>>> = {
  community: communitiesById,
  discussion: discussionsById,
  need: needsById,
  exchange: exchangesById,
};

/** One of the hub's own records, whole; undefined when the reader may not see it. */
export function loadHeld(context: ExchangeContext, id: string): Promise<unknown> {
  const holder = HOLDERS[id.split(":")[1] ?? ""];
  return holder === undefined ? Promise.resolve(undefined) : load(context, holder, id);
}

/** Those of the ids that name something that the reader may see. */
export async function heldRecords(context: ExchangeContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const sound = ids.filter((id) => parseRecordId(id) !== null);
  const byType = Map.groupBy(sound, (id) => id.split(":")[1] ?? "");
  const found = await Promise.all(
    [...byType].map(async ([type, own]) => [...((await HOLDERS[type]?.(context, own)) ?? new Map()).keys()]),
  );
  return new Set(found.flat());
}
