// Filters to try, made from a row that came: the row must be found, and every row that is found must fit. In: rows. Out:
// wishes, each with how to judge a row.
import { newerThan } from "../../../schema/contract-versions.js";
import { foldedWords } from "../../../schema/fold.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import { isDateTime } from "../../../schema/scalars.js";
import { itemsOf, membersOf, textOf, type Members } from "./json-view.js";
import type { ListWish } from "./questions.js";

export interface FilterCase extends ListWish {
  /** The row that must be among those found; null where none may be. */
  readonly sought: string | null;
  /** Whether a row that was found may be. */
  readonly fits: (row: Members) => boolean;
}

const NEVER = "zyxqwvut";

/** Filters for a type that a version of the contract has, from its first row; one that finds nothing, always. */
export function filterWishes(typename: RecordTypename, edges: readonly unknown[], version: string): FilterCase[] {
  const [row = {}, ...others] = edges.map((edge) => membersOf(membersOf(edge)["node"]));
  const nothing = wish(typename, { alias: "nothing", filter: `text: "${NEVER}"`, sought: null, fits: () => false });
  const before = newerThan(version).has(`${typename}Filter.updatedBefore`) ? [] : byTimeBefore(typename, row, others);
  return [nothing, ...byText(typename, row), ...byTime(typename, row), ...before, ...byValues(typename, edges)];
}

/** Filters of lists, each from the first row that holds a value. */
function byValues(typename: RecordTypename, edges: readonly unknown[]): FilterCase[] {
  const rows = edges.map((edge) => membersOf(membersOf(edge)["node"]));
  return [...Object.entries(VALUES), ...Object.entries(OWN_VALUES[typename])].flatMap(([alias, valuesOf]) => {
    const row = rows.find((each) => valuesOf(each).some(isPlain));
    const value = row === undefined ? undefined : valuesOf(row).find(isPlain);
    const sought = textOf(row?.["id"]);
    if (value === undefined || sought === null) return [];
    const fits = (found: Members) => valuesOf(found).includes(value);
    return [wish(typename, { alias, filter: `${alias}: ${literal(alias, value)}`, sought, fits })];
  });
}

const VALUES: Readonly<Record<string, (row: Members) => readonly unknown[]>> = {
  countries: ({ countries }) => itemsOf(countries),
  areas: ({ areas }) => itemsOf(areas),
  topics: ({ topics }) => itemsOf(topics).map((topic) => membersOf(topic)["id"]),
  organizations: ({ organization }) => [membersOf(organization)["id"]],
};

/** Filters that only one type has. */
const OWN_VALUES: Readonly<Record<RecordTypename, typeof VALUES>> = {
  Organization: { status: ({ status }) => [status] },
  Person: { offers: ({ offers }) => itemsOf(offers), languages: ({ languages }) => itemsOf(languages) },
  Project: { status: ({ status }) => [status], settings: ({ settings }) => itemsOf(settings) },
  Practice: { kinds: ({ practiceKind }) => [practiceKind], licences: ({ licence }) => [licence] },
  Event: { kinds: ({ eventKind }) => [eventKind], status: ({ status }) => [status], online: ({ online }) => [online] },
};
const OF_ENUMS: ReadonlySet<string> = new Set(["status", "offers", "settings", "kinds"]);

function literal(filter: string, value: string | boolean): string {
  if (typeof value === "boolean") return String(value);
  return OF_ENUMS.has(filter) ? `[${value}]` : `["${value}"]`;
}

function isPlain(value: unknown): value is string | boolean {
  if (typeof value === "boolean") return true;
  return typeof value === "string" && /^[\w.:~-]{1,192}$/.test(value);
}

function byText(typename: RecordTypename, row: Members): FilterCase[] {
  const [word] = foldedWords(textOf(row["name"]) ?? "").filter((each) => /^[a-z0-9]{3,}$/.test(each));
  const sought = textOf(row["id"]);
  if (word === undefined || sought === null) return [];
  const start = word.slice(0, Math.max(3, word.length - 1));
  const fits = ({ name, summary }: Members) =>
    foldedWords(`${textOf(name) ?? ""} ${textOf(summary) ?? ""}`).some((each) => each.startsWith(start));
  return [wish(typename, { alias: "text", filter: `text: "${start}"`, sought, fits })];
}

function byTime(typename: RecordTypename, row: Members): FilterCase[] {
  const since = row["updatedAt"];
  const sought = textOf(row["id"]);
  if (!isDateTime(since) || sought === null) return [];
  const fits = ({ updatedAt }: Members) => typeof updatedAt === "string" && updatedAt >= since;
  return [wish(typename, { alias: "updatedSince", filter: `updatedSince: "${since}"`, sought, fits })];
}

/** Earlier than the latest row, where there is an earlier one. */
function byTimeBefore(typename: RecordTypename, row: Members, others: readonly Members[]): FilterCase[] {
  const before = row["updatedAt"];
  if (!isDateTime(before)) return [];
  const fits = ({ updatedAt }: Members) => typeof updatedAt === "string" && updatedAt < before;
  const sought = textOf(others.find(fits)?.["id"]);
  if (sought === null) return [];
  return [wish(typename, { alias: "updatedBefore", filter: `updatedBefore: "${before}"`, sought, fits })];
}

type Wish = Pick<FilterCase, "alias" | "sought" | "fits"> & { readonly filter: string };

function wish(typename: RecordTypename, { filter, ...rest }: Wish): FilterCase {
  return { ...rest, typename, args: `first: 100, filter: { ${filter} }` };
}
