// Filters of the contract as SQL. In: a filter that `checkFilter` has checked. Out: one condition per member, all of
// which must hold. The values come typed from GraphQL; names of columns are ours, never the reader's.
import { foldedWords } from "../../../schema/fold.js";
import type { RecordFilter } from "../../../schema/record-filter.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import { nearSql } from "./near-sql.js";
import { sql, type Sql } from "../../database/session.js";

type Condition = (value: unknown, typename: RecordTypename) => readonly Sql[];

const CONDITIONS: Readonly<Record<string, Condition>> = {
  text: (text) => foldedWords(String(text)).map((word) => sql("words like ?", `% ${word}%`)),
  topics: overlaps("topics"),
  audiences: overlaps("audiences"),
  countries: overlaps("countries"),
  areas: overlaps("areas"),
  offers: overlaps("offers"),
  settings: overlaps("settings"),
  languages: (tags) => overlaps("filter_languages")(lowerCase(tags), "Person"),
  organizations: isOneOf("organization"),
  status: isOneOf("status"),
  licences: isOneOf("licence"),
  kinds: (kinds, typename) => isOneOf(typename === "Event" ? "event_kind" : "practice_kind")(kinds, typename),
  updatedSince: (time) => [sql("updated_at >= ?::timestamptz", time)],
  updatedBefore: (time) => [sql("updated_at < ?::timestamptz", time)],
  startsAfter: (time) => [sql("starts_at >= ?::timestamptz", time)],
  startsBefore: (time) => [sql("starts_at < ?::timestamptz", time)],
  online: (isOnline) => [sql("online = ?", isOnline)],
  activeOn: (day) => [sql("start_date <= ?::date and (end_date is null or end_date >= ?::date)", day, day)],
  identifier: (identifier) => [sql("identifiers @> ?::jsonb", JSON.stringify([identifier]))],
  near: (near) => [nearSql(near as { latitude: number; longitude: number; radiusKm: number })], // NearInput, checked
  costAtMost: (money) => [costAtMost(money as { amount: number; currency: string })], // MoneyInput, checked
};

/** The conditions of a filter. Members that a partner does not know of, like the hub's `partners`, ask for nothing. */
export function filterSql(filter: RecordFilter, typename: RecordTypename): Sql[] {
  return Object.entries(filter).flatMap(([member, value]) =>
    Object.hasOwn(CONDITIONS, member) ? (CONDITIONS[member]?.(value, typename) ?? []) : [],
  );
}

function overlaps(column: string): Condition {
  return (values) => [sql(`${column} && ?::text[]`, values)];
}

function isOneOf(column: string): Condition {
  return (values) => [sql(`${column} = any(?::text[])`, values)];
}

function lowerCase(tags: unknown): string[] {
  return Array.isArray(tags) ? tags.map((tag) => String(tag).toLowerCase()) : [];
}

function costAtMost({ amount, currency }: { amount: number; currency: string }): Sql {
  return sql("cost ->> 'currency' = ? and (cost ->> 'amount')::float8 <= ?::float8", currency, amount);
}
