// The filter of a search as SQL. In: a `SearchFilter` and the reader's visibility. Out: a condition on `entry`. Topics
// and audiences are widened to narrower ones, areas to those within them.
import { areasWithin } from "../../../schema/areas.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { checkFilter, type RecordFilter } from "../../../schema/record-filter.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, sql, type Sql } from "../../database/session.js";
import { seen } from "../seen.js";
import { nearSql } from "../../records/store/near-sql.js";

type Condition = (value: never) => Sql;

const CONDITIONS: Readonly<Record<string, Condition>> = {
  types: (types: string[]) => sql("type = any(?::text[])", types),
  topics: (ids: string[]) => sql("topics && ?::text[]", narrowerThan(ids)),
  audiences: (ids: string[]) => sql("audiences && ?::text[]", narrowerThan(ids)),
  countries: (codes: string[]) => sql("countries && ?::text[]", codes),
  areas: (codes: string[]) => sql("areas && ?::text[]", areasWithin(codes)),
  languages: (tags: string[]) =>
    sql(
      "filter_languages && ?::text[]",
      tags.map((tag) => tag.toLowerCase()),
    ),
  partners: (keys: string[]) => sql("partner = any(?::text[])", keys),
  settings: (settings: string[]) => sql("settings && ?::text[]", settings),
  updatedSince: (time: string) => sql("updated_at >= ?::timestamptz", time),
  near: (near: Parameters<typeof nearSql>[0]) => nearSql(near),
  costAtMost: ({ amount, currency }: { amount: number; currency: string }) =>
    sql("cost_currency = ? and cost_amount <= ?::float8", currency, amount),
  statesCost: (isStated: boolean) => sql("(cost_amount is not null) = ?::boolean", isStated),
};

/** A filter that was checked, and whether it narrows anything. */
export interface CheckedFilter {
  readonly filter: RecordFilter;
  readonly isEmpty: boolean;
}

/** Checks a filter. Throws `BAD_USER_INPUT`. */
export function checkSearchFilter(filter: unknown): CheckedFilter {
  const checked = checkFilter(filter);
  return { filter: checked, isEmpty: Object.keys(checked).length === 0 };
}

/** The condition of the rows that a filter leaves and the reader may see. */
export function filterCondition({ filter }: CheckedFilter, visibility: ReaderVisibility): Sql {
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    const condition = CONDITIONS[name];
    return condition === undefined ? [] : [condition(value as never)]; // checked by GraphQL and `checkFilter`
  });
  return joinSql([...parts, ...seen("entry", visibility)], "and");
}
