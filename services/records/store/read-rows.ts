// Reading rows by id and by what they belong to, many at once. In: ids. Out: rows the reader may see. A hidden row is
// missing here, so that nothing after this can tell it from one that does not exist.
import { ownerOf, type RecordTypename } from "../../../schema/record-id.js";
import { seenBy, visibleTo, type ReadRow, type ReadScope } from "./read-scope.js";
import { selectList, tableOf } from "./select-list.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";

/** The visible rows of some ids, in any order; ids of partners beyond the scope are passed over. */
export async function readByIds<T extends RecordTypename>(
  session: Session,
  scope: ReadScope,
  { typename, ids }: { readonly typename: T; readonly ids: readonly string[] },
): Promise<ReadRow<T>[]> {
  const where = joinSql(withIds(scope, ids), "and");
  return session.rows<ReadRow<T>>(
    `select ${selectList(typename, scope.mentioned)} from ${tableOf(scope.schema, typename)} where ${where.text}`,
    where.values,
  );
}

/** Written so that the primary key (partner, id) is entered at each id. */
function withIds(scope: ReadScope, ids: readonly string[]): Sql[] {
  if (scope.partners.length === 1) return [...visibleTo(scope), sql("id = any(?::text[])", ids)];
  const partners = new Set(scope.partners);
  const own = ids.filter((id) => partners.has(ownerOf(id)));
  return [
    sql("(partner, id) in (select split_part(of, ':', 1), of from unnest(?::text[]) as of)", own),
    ...seenBy(scope),
  ];
}

/** How rows belong to another: children of an organization, or rows whose list of roles names a person. */
export type Belonging = "organization" | "team" | "contributors";

export interface BelongingQuery<T extends RecordTypename> {
  readonly typename: T;
  readonly belonging: Belonging;
  readonly owners: readonly string[];
  /** At most so many per owner, UPDATED_DESC. */
  readonly first: number;
}

/** The visible rows of the same partner that belong to each of some records, each with the id it belongs to. */
export async function readBelonging<T extends RecordTypename>(
  session: Session,
  scope: ReadScope,
  { typename, belonging, owners, first }: BelongingQuery<T>,
): Promise<(ReadRow<T> & { readonly owner: string })[]> {
  const where = joinSql([sql("partner = owners.partner"), ...seenBy(scope), belongs(belonging)], "and");
  return session.rows(
    `select owners.owner, rows.* from (select owner, split_part(owner, ':', 1) as partner
       from unnest(?::text[]) as each(owner)) as owners cross join lateral (
       select ${selectList(typename, scope.mentioned)} from ${tableOf(scope.schema, typename)} where ${where.text}
       order by updated_at desc, id limit ${first}) as rows`,
    [owners, ...where.values],
  );
}

function belongs(belonging: Belonging): Sql {
  if (belonging === "organization") return sql("organization = owners.owner");
  return sql(`${belonging} @> jsonb_build_array(jsonb_build_object('person', owners.owner))`);
}
