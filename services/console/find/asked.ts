// What a question asks of the hub. In: the question. Out: words without what was understood as something else, and the graph's filters.
import type { ExpertFilter, SearchFilter } from "./operations.js";
import type { Question } from "./question.js";
import { understand, type Money, type Understood } from "./understand.js";

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

function readCost(text: string): Money | null {
  if (text === "none") return null;
  const [amount = "0", currency = "EUR"] = text.split(" ");
  return { amount: Number(amount), currency };
}
