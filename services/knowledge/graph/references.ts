// What refers to a record. In: ids and kinds of reference. Out: the records that name them.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { seen } from "../seen.js";

/** The condition on `entry` of the records that refer to a record in some of these ways. */
export function refersTo(target: string, kinds: readonly string[], visibility: ReaderVisibility): Sql {
  const named = sql(
    "id in (select source from knowledge.link where target = ? and kind = any(?::text[]))",
    target,
    kinds,
  );
  return joinSql([named, ...seen("entry", visibility)], "and");
}

/** The practices that adapt practices, the latest first, by the id of the practice adapted. */
export async function findAdaptations(
  session: Session,
  ids: readonly string[],
  { visibility, first }: { readonly visibility: ReaderVisibility; readonly first: number },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const visible = joinSql(seen("entry", visibility), "and");
  const rows = await session.rows<{ readonly target: string; readonly id: string }>(
    `select target, id from (
       select link.target, entry.id, row_number() over (partition by link.target order by updated_at desc, id) as place
       from knowledge.link join knowledge.entry on entry.id = link.source
       where link.target = any(?::text[]) and link.kind = 'ADAPTATION' and ${visible.text}) as adapting
     where place <= ? order by target, place`,
    [ids, ...visible.values, first],
  );
  const grouped = Map.groupBy(rows, ({ target }) => target);
  return new Map([...grouped].map(([target, of]) => [target, of.map(({ id }) => id)]));
}
