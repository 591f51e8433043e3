// A saved search as an address of the search page. In: its text, and its filter as JSON. Out: the question.
import { readQuestion, type Question } from "../find/question.js";

/** The filter's members that have a name in the address; what has none is left out. */
const NAMES = {
  types: "type",
  topics: "topic",
  countries: "country",
  areas: "area",
  languages: "language",
  partners: "partner",
  settings: "setting",
} as const;

/** The question; its words are taken as they stand, for what they mean is in the filter already. */
export function questionOfSaved({ text, filter }: { readonly text: string; readonly filter: string | null }): Question {
  const read = readFilter(filter);
  const lists = Object.entries(NAMES).map(([member, name]) => [name, read[member]] as const);
  return readQuestion({ q: text, plain: "1", cost: costOf(read["costAtMost"]), ...Object.fromEntries(lists) });
}

function readFilter(filter: string | null): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(filter ?? "{}");
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    return {}; // an older hub's, which this console cannot read
  }
}

function costOf(cost: unknown): string {
  if (typeof cost !== "object" || cost === null) return "";
  return `${String(Reflect.get(cost, "amount"))} ${String(Reflect.get(cost, "currency"))}`;
}
