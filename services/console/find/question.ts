// The question that an address asks: words, filters, how it is looked at. In: search parameters. Out: a question.
import { listOf, textOf, wordOf } from "../app/search-params.js";

export const VIEWS = ["list", "map", "graph"] as const;
export type View = (typeof VIEWS)[number];

/** For links to other questions: only the very question that is shown is the current one, not every one that contains it. */
export const ONLY_ITSELF = { exact: true, includeSearch: true } as const;

/** What narrows a search: the address's names, several values each. */
export const FILTERS = ["type", "topic", "country", "area", "language", "partner", "setting"] as const;
export type FilterName = (typeof FILTERS)[number];

/** The question of an address. `cost`: `20000 EUR`, at most; `none`: what states no cost. `plain`: the words are taken as they stand. */
export type Question = {
  readonly [name in FilterName]?: readonly string[];
} & {
  readonly q?: string;
  readonly view?: View;
  readonly cost?: string;
  readonly plain?: "1";
};

/** Reads the question; what it does not know is left out. */
export function readQuestion(search: Readonly<Record<string, unknown>>): Question {
  const q = textOf(search["q"]).slice(0, LONGEST);
  const view = wordOf(search["view"], VIEWS);
  const cost = textOf(search["cost"]);
  const lists = FILTERS.flatMap((name) => {
    const values = listOf(search[name]).slice(0, MOST_VALUES);
    return values.length === 0 ? [] : [[name, values] as const];
  });
  return {
    ...(q === "" ? {} : { q }),
    ...(view === undefined || view === "list" ? {} : { view }),
    ...Object.fromEntries(lists),
    ...(COST.test(cost) ? { cost } : {}),
    ...(textOf(search["plain"]) === "1" ? { plain: "1" as const } : {}),
  };
}

const LONGEST = 200;
const MOST_VALUES = 20;
const COST = /^(\d{1,9} [A-Z]{3}|none)$/;
