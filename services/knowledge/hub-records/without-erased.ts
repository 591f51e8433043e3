// Records of partners that were erased here, in what the hub's own service tells. In: what is told, in the transaction
// that applies it. Out: the same without a reference to them; what is about one of them alone is left out.
import type { HubRecord } from "../../../schema/hub-records.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { readErased } from "../erase/erasure-table.js";

/** Leaves out erased records. The feed's place is locked: an erasure comes before or after all of the page. */
export async function withoutErased(tx: Session, records: readonly HubRecord[]): Promise<HubRecord[]> {
  const erased = await findErased(tx, records.flatMap(namedIn));
  if (erased.size === 0) return [...records];
  return records.flatMap((record) => withoutIds(record, erased) ?? []);
}

function namedIn(record: HubRecord): readonly string[] {
  switch (record.kind) {
    case "NEED":
      return [record.by];
    case "ENDORSEMENT":
      return [record.person, record.by];
    case "ADOPTION":
      return [record.practice, record.by];
    default:
      return [...record.organizations, ...record.about];
  }
}

function withoutIds(record: HubRecord, erased: ReadonlySet<string>): HubRecord | null {
  if (record.kind === "COMMUNITY" || record.kind === "DISCUSSION") {
    const kept = (ids: readonly string[]) => ids.filter((id) => !erased.has(id));
    return { ...record, organizations: kept(record.organizations), about: kept(record.about) };
  }
  return namedIn(record).some((id) => erased.has(id)) ? null : record;
}

async function findErased(tx: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const [some] = await tx.rows(`select from knowledge.erasure limit 1`);
  if (some === undefined) return new Set();
  const found = new Set<string>();
  for (const [partner, own] of Map.groupBy(new Set(ids), ownerOf))
    for (const id of await readErased(tx, partner, own)) found.add(id);
  return found;
}
