// Which records match a question, as SQL. In: its renderings. Out: a condition that the index on `words` answers: every
// word is there, in its own or another wording, or the record is filed under the topic.
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, sql, type Sql } from "../../database/session.js";
import { sampleLexeme } from "../index/indexed-words.js";
import type { Member, Part, Rendering } from "./understand.js";

/** How many of the question's words a record must have. */
export interface Demand {
  /** What each word of the question tells (inverse document frequency), by its place. */
  readonly tells: ReadonlyMap<number, number>;
  /** The share of what all words tell that a record must meet; 1 for all. */
  readonly share: number;
}

/** Where the words are to be looked for. */
export type Column = "words" | "title";

export interface Matching {
  readonly rendering: Rendering;
  readonly demand: Demand;
  readonly column: Column;
  /** Only a fair sample of all records: one in so many; 1 for all. */
  readonly sample: number;
}

/** The condition for one rendering; it concerns only records with texts in its language. */
export function matchCondition({ rendering, demand, column, sample }: Matching): Sql {
  const { language, parts } = rendering;
  const words = [...new Set(parts.filter(({ isExtra }) => isExtra !== true).flatMap((part) => part.words))];
  const groups = smallestGroups(words, demand);
  const conditions = groups.map((group) => groupCondition({ parts, group, column, sample }));
  const matching = joinSql(conditions, "or", "false");
  return language === "simple" ? matching : joinSql([matching, sql("text_languages && ?::text[]", [language])], "and");
}

interface Group {
  readonly parts: readonly Part[];
  readonly group: readonly number[];
  readonly column: Column;
  readonly sample: number;
}

/** Every word of a group: in the text, or all but those that a topic stands for. */
function groupCondition({ parts, group, column, sample }: Group): Sql {
  const find = (words: readonly number[]) => {
    const sampled = sample === 1 ? [] : [lexeme(sampleLexeme(sample))];
    return sql(`${column} @@ ?::tsquery`, [...words.map((word) => waysOf(parts, word)), ...sampled].join(" & "));
  };
  const byTopic = parts
    .filter(({ topics, words }) => topics.length > 0 && words.some((word) => group.includes(word)))
    .map(({ topics, words }) => {
      const rest = group.filter((word) => !words.includes(word));
      const filed = sql("topics && ?::text[]", narrowerThan(topics));
      return rest.length === 0 && sample === 1 ? filed : joinSql([filed, find(rest)], "and");
    });
  return joinSql([find(group), ...byTopic], "or");
}

/** A text search query: a word of the question in any of its wordings. */
function waysOf(parts: readonly Part[], word: number): string {
  const ways = parts
    .filter((part) => part.isExtra !== true && part.words.includes(word))
    .flatMap(({ members }) => members.map(wording));
  return ways.length === 0 ? NOTHING : `(${[...new Set(ways)].join(" | ")})`;
}

/** No vector has it. */
const NOTHING = "'\u0001'";

function wording({ stems }: Member): string {
  return stems.length === 1 ? lexeme(stems[0] ?? "") : `(${stems.map(lexeme).join(" & ")})`;
}

/** Stems are letters and digits: they need no escapes. */
export function lexeme(stem: string): string {
  return `'${stem}'`;
}

/** The most telling words that are considered when not all are needed. */
const MOST_WORDS = 6;

/** The smallest groups of words that tell enough: a record must have all words of one of them. */
function smallestGroups(words: readonly number[], { tells, share }: Demand): number[][] {
  if (share >= 1 || words.length < 2) return [[...words]];
  const isNothingTold = words.every((word) => (tells.get(word) ?? 0) === 0);
  const told = (group: readonly number[]) =>
    group.reduce((sum, word) => sum + (isNothingTold ? 1 : (tells.get(word) ?? 0)), 0);
  const telling = words.toSorted((a, b) => (tells.get(b) ?? 0) - (tells.get(a) ?? 0)).slice(0, MOST_WORDS);
  const enough = told(telling) * share;
  const groups: number[][] = [];
  for (let bits = 1; bits < 2 ** telling.length; bits++) {
    const group = telling.filter((_, index) => (bits >> index) & 1);
    if (told(group) < enough) continue;
    if (group.some((word) => told(group.filter((other) => other !== word)) >= enough)) continue;
    groups.push(group);
  }
  return groups;
}
