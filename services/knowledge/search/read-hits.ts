// Cards of records. In: ids. Out: what a search shows of each, from the index, as far as the reader may see it.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { RECORD_TYPES, isRecordType } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { seenCondition } from "../seen.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";

/** What the index tells of a record. */
export interface Card {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly summary: string | null;
  readonly language: string;
  readonly partner: string | null;
  readonly organizationName: string | null;
  readonly updatedAt: string;
  readonly topics: readonly string[];
  readonly passages: readonly string[];
  /** A reference to the record itself, for its owner to resolve. */
  readonly node: { readonly __typename: string; readonly id: string };
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** The cards of some records by id; those that the reader may not see have none. */
export async function readCards(
  session: Session,
  ids: readonly string[],
  visibility: ReaderVisibility,
): Promise<Map<string, Card>> {
  const rows = await session.rows<Omit<Card, "node">>(
    `select e.id, e.type, e.name, e.summary, e.language, e.partner, o.name as "organizationName", e.topics, e.passages,
       to_char(e.updated_at at time zone 'UTC', ${ISO}) as "updatedAt"
     from ${S}.entry e left join ${S}.entry o on o.id = e.organization and ${seenCondition("o", visibility)}
     where e.id = any(?::text[]) and ${seenCondition("e", visibility)}`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, { ...row, node: { __typename: typenameOf(row.type), id: row.id } }]));
}

/** The GraphQL type of a `RecordType`. */
export function typenameOf(type: string): string {
  const name = type.toLowerCase();
  return isRecordType(name) ? RECORD_TYPES[name] : `${type.charAt(0)}${name.slice(1)}`;
}
