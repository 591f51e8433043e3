// Reading rows by id and by what they belong to, many at once. In: ids. Out: rows the reader may see. A hidden row is
// missing here, so that nothing after this can tell it from one that does not exist.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import type { ReadRow } from "./read-page.js";
import { visibleTo } from "./read-page.js";
import { selectList, tableOf, type MentionedFields } from "./select-list.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";

/** What all reads of one request have in common. */
export interface ReadScope {
  readonly partner: string;
  readonly reader: ReaderVisibility;
  readonly mentioned: MentionedFields;
}

/** The visible rows of some ids, in any order. */
export async function readByIds<T extends RecordTypename>(
  session: Session,
  scope: ReadScope,
  { typename, ids }: { readonly typename: T; readonly ids: readonly string[] },
): Promise<ReadRow<T>[]> {
  const where = joinSql([...visibleTo(scope.partner, scope.reader), sql("id = any(?::text[])", ids)], "and");
  return session.rows<ReadRow<T>>(
    `select ${selectList(typename, scope.mentioned)} from ${tableOf(typename)} where ${where.text}`,
    where.values,
  );
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

/** The visible rows that belong to each of some records, each with the id it belongs to. */
export async function readBelonging<T extends RecordTypename>(
  session: Session,
  scope: ReadScope,
  { typename, belonging, owners, first }: BelongingQuery<T>,
): Promise<(ReadRow<T> & { readonly owner: string })[]> {
  const where = joinSql([...visibleTo(scope.partner, scope.reader), belongs(belonging)], "and");
  return session.rows(
    `select owners.owner, rows.* from unnest(?::text[]) as owners(owner) cross join lateral (
       select ${selectList(typename, scope.mentioned)} from ${tableOf(typename)} where ${where.text}
       order by updated_at desc, id limit ${first}) as rows`,
    [owners, ...where.values],
  );
}

function belongs(belonging: Belonging): Sql {
  if (belonging === "organization") return sql("organization = owners.owner");
  return sql(`${belonging} @> jsonb_build_array(jsonb_build_object('person', owners.owner))`);
}
