// Reading what a reader typed. In: a text. Out: its words, the phrases between quotation marks, and whether the last
// word may be unfinished.
import { badInput } from "../../../schema/errors.js";
import { countWords, wordsOf } from "../index/indexed-words.js";

/** More than these words are not looked at. */
const MOST_WORDS = 24;
const LONGEST_TEXT = 500;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const QUOTED = /["“”«»„]([^"“”«»„]+)["“”«»„]/gu;

/** What was asked for, as words. */
export interface QueryText {
  /** Folded words in their order. */
  readonly words: readonly string[];
  /** Groups of words that must follow one another. */
  readonly phrases: ReadonlyArray<readonly string[]>;
  /** Whether the text ends within a word: more letters may come. */
  readonly endsOpen: boolean;
  readonly text: string;
}

/** Reads a text. Throws `BAD_USER_INPUT` when it is longer than 500 characters. */
export function readQueryText(text: string): QueryText {
  if (text.length > LONGEST_TEXT) throw badInput("text", `at most ${LONGEST_TEXT} characters`, text);
  const clean = text.toWellFormed().replaceAll("\0", " ");
  const words = foldedIn(clean).slice(0, MOST_WORDS);
  const phrases = [...clean.matchAll(QUOTED)]
    .map(([, inner = ""]) => foldedIn(inner))
    .filter((each) => each.length > 1);
  return { words, phrases: phrases.slice(0, 4), endsOpen: /[\p{L}\p{N}\p{M}]$/u.test(clean), text: clean.trim() };
}

function foldedIn(text: string): string[] {
  return [...text.matchAll(WORD)].flatMap(([word]) => {
    const folded = wordsOf(word);
    return countWords(folded) === 0 ? [] : folded.split(" ");
  });
}
