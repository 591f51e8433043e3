// The people behind experts. In: ids. Out: what is shown of them beside their evidence.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { seen } from "../seen.js";

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly headline: string | null;
  readonly partner: string;
  readonly organizationName: string | null;
  readonly updatedAt: string;
}

/** People by id; those that the reader may not see are missing. */
export async function readPeople(
  session: Session,
  ids: readonly string[],
  visibility: ReaderVisibility,
): Promise<ReadonlyMap<string, ShownPerson>> {
  const where = joinSql([sql("person.id = any(?::text[])", ids), ...seen("person", visibility)], "and");
  const own = joinSql([sql("own.id = person.organization"), ...seen("own", visibility)], "and");
  const rows = await session.rows<ShownPerson>(
    `select person.id, person.name, stored.headline, person.partner, own.name as "organizationName",
       ${timeExpression("person.updated_at")} as "updatedAt"
     from knowledge.entry person
       left join mirror.person stored on stored.partner = person.partner and stored.id = person.id
       left join knowledge.entry own on ${own.text}
     where ${where.text}`,
    [...own.values, ...where.values],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
