// The question that an address asks: words, filters, how it is looked at. In: search parameters. Out: a question, and the graph's filters.
import { listOf, textOf, wordOf } from "../app/search-params.js";
import type { SearchFilter, ExpertFilter } from "./operations.js";
import { understand, type Understood } from "./understand.js";

export const VIEWS = ["list", "map", "graph"] as const;
export type View = (typeof VIEWS)[number];

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
const TYPES = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT", "COMMUNITY", "DISCUSSION"] as const;
const SETTINGS = ["RURAL", "TOWN", "CITY", "ONLINE"] as const;

/** What is asked of the hub: the words without what was understood as something else, and the filters. */
export interface Asked {
  readonly text: string;
  readonly filter: SearchFilter;
  readonly experts: ExpertFilter;
  readonly understood: Understood;
}

/** Makes the hub's question. */
export function askedFor(question: Question): Asked {
  const q = question.q ?? "";
  const understood = question.plain === "1" ? understand("") : understand(q);
  const text = question.plain === "1" ? q : understood.text;
  const settings = [...words(question.setting, SETTINGS), ...understood.settings];
  const isUnstated = question.cost === "none";
  const cost = question.cost === undefined ? understood.cost : readCost(question.cost);
  const places = {
    ...some("countries", question.country),
    ...some("areas", question.area),
    ...some("partners", question.partner),
  };
  const work = { ...some("settings", settings), ...(cost === null ? {} : { costAtMost: cost }) };
  const filter: SearchFilter = {
    ...places,
    ...work,
    ...(isUnstated ? { statesCost: false } : {}),
    ...some("types", words(question.type, TYPES)),
    ...some("topics", question.topic),
    ...some("languages", question.language),
  };
  return { text, filter, experts: { ...places, ...work, ...some("languages", understood.speaks) }, understood };
}

function words<W extends string>(values: readonly string[] = [], known: readonly W[]): W[] {
  return known.filter((word) => values.includes(word));
}

function some<N extends string, V>(name: N, values: readonly V[] | undefined): { readonly [name in N]?: readonly V[] } {
  // The member is left out where there is nothing to say, which the type says for every name.
  return (values === undefined || values.length === 0 ? {} : { [name]: values }) as {
    readonly [name in N]?: readonly V[];
  };
}

function readCost(text: string): { amount: number; currency: string } | null {
  if (text === "none") return null;
  const [amount = "0", currency = "EUR"] = text.split(" ");
  return { amount: Number(amount), currency };
}
