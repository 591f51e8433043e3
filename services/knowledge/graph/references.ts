// What refers to a record. In: ids and kinds of reference. Out: the records that name them, the latest first.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { seen } from "../experts/find-evidence.js";

/** Where a reference stands in the order UPDATED_DESC. */
export interface ReferencePlace {
  readonly updatedAt: string;
  readonly id: string;
}

export interface ReferenceQuestion {
  readonly target: string;
  readonly kinds: readonly string[];
  readonly visibility: ReaderVisibility;
  readonly first: number;
  readonly after: ReferencePlace | null;
}

export interface ReferencePage {
  /** One more than asked for, where there are more. */
  readonly places: readonly ReferencePlace[];
  readonly totalCount: number;
}

/** A page of the records that name a record. */
export async function findReferences(session: Session, question: ReferenceQuestion): Promise<ReferencePage> {
  const { target, kinds, visibility, first, after } = question;
  const naming = joinSql(
    [
      sql(
        "exists (select from knowledge.link where source = entry.id and target = ? and kind = any(?::text[]))",
        target,
        kinds,
      ),
      sql("id in (select source from knowledge.link where target = ?)", target),
      ...seen("entry", visibility),
    ],
    "and",
  );
  const later =
    after === null
      ? sql("true")
      : sql(
          "updated_at <= ?::timestamptz and (updated_at < ?::timestamptz or id > ?)",
          after.updatedAt,
          after.updatedAt,
          after.id,
        );
  const places = await session.rows<ReferencePlace>(
    `select id, ${timeExpression("updated_at")} as "updatedAt" from knowledge.entry
     where ${naming.text} and (${later.text}) order by entry.updated_at desc, id limit ${first + 1}`,
    [...naming.values, ...later.values],
  );
  const [count] = await session.rows<{ count: number }>(
    `select count(*)::int as count from knowledge.entry where ${naming.text}`,
    naming.values,
  );
  return { places, totalCount: count?.count ?? 0 };
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
