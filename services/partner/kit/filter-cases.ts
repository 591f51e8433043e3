// Filters to try, made from a row that came: the row must be found, and every row that is found must fit. In: rows. Out:
// wishes, each with how to judge a row.
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

/** What is asked of every row that a filter finds. */
export const ANY_FILTERS = "summary countries topics { id } organization { id }";
const NEVER = "zyxqwvut";

/** Filters for a type, from its first row; one that finds nothing, always. */
export function filterWishes(typename: RecordTypename, edges: readonly unknown[]): FilterCase[] {
  const row = membersOf(membersOf(edges[0])["node"]);
  const nothing = wish(typename, { alias: "nothing", filter: `text: "${NEVER}"`, sought: null, fits: () => false });
  return [nothing, ...byText(typename, row), ...byTime(typename, row), ...byValues(typename, edges)];
}

/** Filters of lists, each from the first row that holds a value. */
function byValues(typename: RecordTypename, edges: readonly unknown[]): FilterCase[] {
  const rows = edges.map((edge) => membersOf(membersOf(edge)["node"]));
  return Object.entries(VALUES).flatMap(([alias, valuesOf]) => {
    const row = rows.find((each) => valuesOf(each).some(isPlain));
    const value = row === undefined ? undefined : valuesOf(row).find(isPlain);
    const sought = textOf(row?.["id"]);
    if (value === undefined || sought === null) return [];
    const fits = (found: Members) => valuesOf(found).includes(value);
    return [wish(typename, { alias, filter: `${alias}: ["${value}"]`, sought, fits })];
  });
}

const VALUES: Readonly<Record<string, (row: Members) => readonly unknown[]>> = {
  countries: ({ countries }) => itemsOf(countries),
  topics: ({ topics }) => itemsOf(topics).map((topic) => membersOf(topic)["id"]),
  organizations: ({ organization }) => [membersOf(organization)["id"]],
};

function isPlain(value: unknown): value is string {
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

type Wish = Pick<FilterCase, "alias" | "sought" | "fits"> & { readonly filter: string };

function wish(typename: RecordTypename, { filter, ...rest }: Wish): FilterCase {
  return { ...rest, typename, args: `first: 100, filter: { ${filter} }` };
}
