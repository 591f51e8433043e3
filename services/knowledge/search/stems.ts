// Stemming, by the very configurations that the index was made with. In: folded words and a language. Out: their
// stems in order; a word that the language does not count (of, les) has none.
import type { Session } from "../../database/session.js";
import { CONFIGURATIONS, configurationFor } from "../index/configurations.js";

/** Every language that has stems of its own, and `simple` for all others. */
export const STEMMED_LANGUAGES: readonly string[] = [...Object.keys(CONFIGURATIONS), "simple"];

/** Words to be stemmed in a language. */
export interface Stemming {
  readonly language: string;
  readonly words: readonly string[];
}

/** The stem of each word, null where there is none; in the order of what was asked. */
export async function stemWords(session: Session, asked: readonly Stemming[]): Promise<Array<Array<string | null>>> {
  const json = JSON.stringify(
    asked.map(({ language, words }) => ({ c: configurationFor(language), w: words.join(" ") })),
  );
  const rows = await session.rows<{ v: string }>(
    "select to_tsvector(c::regconfig, w)::text as v from rows from (json_to_recordset(?::json) as (c text, w text)) with ordinality as r(c, w, n) order by n",
    [json],
  );
  return rows.map(({ v }, index) => {
    const stems: Array<string | null> = Array.from(asked[index]?.words ?? [], () => null);
    for (const [stem, positions] of readVector(v)) for (const { at } of positions) stems[at - 1] ??= stem;
    return stems;
  });
}

/** Words that PostgreSQL's lists of words that do not count lack. */
const NOT_COUNTED: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(["s"]),
  fr: new Set(["les", "l", "d", "s", "n", "j", "m", "t", "c", "qu", "chez", "vers"]),
};

/** The words of a text that count in a language, each with its stem and its place. */
export function countedWords(
  language: string,
  words: readonly string[],
  stems: ReadonlyArray<string | null>,
): Array<{ readonly at: number; readonly word: string; readonly stem: string }> {
  return words.flatMap((word, at) => {
    const stem = stems[at] ?? null;
    return stem === null || NOT_COUNTED[language]?.has(word) === true ? [] : [{ at, word, stem }];
  });
}

/** Where a word stands: position, from 1 across all fields, and field. */
export interface Position {
  readonly at: number;
  readonly field: Field;
}

/** 0 names, 1 summaries, 2 other texts. */
export type Field = 0 | 1 | 2;

const ENTRIES = /'([^']+)':([\d,ABCD]+)/g;

/** The words of a vector in its text form. */
export function* readVector(vector: string): Generator<[string, Position[]]> {
  for (const [, lexeme = "", positions = ""] of vector.matchAll(ENTRIES)) yield [lexeme, readPositions(positions)];
}

/** The positions of one word of a vector in its text form; none when the word is not there. */
export function positionsOf(vector: string, lexeme: string): Position[] {
  const begin = vector.indexOf(`'${lexeme}':`);
  if (begin < 0) return [];
  const end = vector.indexOf(" ", begin);
  return readPositions(vector.slice(begin + lexeme.length + 3, end < 0 ? undefined : end));
}

function readPositions(text: string): Position[] {
  return text.split(",").map((each) => {
    const letter = each.at(-1);
    return { at: Number.parseInt(each, 10), field: letter === "A" ? 0 : letter === "B" ? 1 : 2 };
  });
}
