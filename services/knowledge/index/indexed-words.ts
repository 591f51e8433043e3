// The words of a text as the index counts them. In: texts. Out: words, folded, with where they stand in the text.
// The same rule when a record is written and when a passage is marked: the n-th word here has position n there.
import { fold } from "../../../schema/fold.js";

/** Ends each field of a record in its vector, so that the next one begins where the words of this one end. */
export const END_OF_FIELD = "endoffield0";

/** Marks the vectors of a fair sample of all records: one in 4, 16, 64 or 256, by a hash of the id. */
export const SAMPLES = [4, 16, 64, 256] as const;

/** The lexeme of a sample. */
export function sampleLexeme(oneIn: number): string {
  return `sampleof${oneIn}`;
}

const RESERVED = /endoffield0|sampleof/;

const LONGEST_WORD = 64;
/** A vector holds positions up to 16,383 and less than 1 MiB. */
const LONGEST_TEXT = 100_000;

const ASCII_GAPS = /[^a-z0-9]+/g;
const GAPS = /[^\p{L}\p{N}]+/gu;
// eslint-disable-next-line no-control-regex -- ASCII texts take a faster way
const ASCII = /^[\x00-\x7f]*$/;
const LONG = new RegExp(`\\S{${LONGEST_WORD},}`, "g");
const MARKED_WORDS = /[\p{L}\p{N}\p{M}]+/gu;

/** The folded words of a text, with one space between them: PostgreSQL's parser then finds the same words everywhere. */
export function wordsOf(text: string): string {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const folded = fold(cut);
  const words = folded.replaceAll(ASCII.test(folded) ? ASCII_GAPS : GAPS, " ").trim();
  const short = words.length < LONGEST_WORD ? words : words.replaceAll(LONG, (word) => word.slice(0, LONGEST_WORD - 1));
  return RESERVED.test(short) ? short.replaceAll(new RegExp(RESERVED, "g"), "x") : short;
}

/** How many words a result of `wordsOf` has. */
export function countWords(words: string): number {
  if (words === "") return 0;
  let count = 1;
  for (let at = words.indexOf(" "); at >= 0; at = words.indexOf(" ", at + 1)) count++;
  return count;
}

/** Whether a lexeme is one of the index's own marks. */
export function isReserved(lexeme: string): boolean {
  return RESERVED.test(lexeme);
}

/** A word as it stands in a text. */
export interface PlacedWord {
  readonly start: number;
  readonly end: number;
}

/** Where the words of a text stand, in the order in which `wordsOf` gives them. */
export function placeWords(text: string): PlacedWord[] {
  const places: PlacedWord[] = [];
  for (const match of text.slice(0, LONGEST_TEXT).matchAll(MARKED_WORDS)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const count = countWords(wordsOf(match[0]));
    for (let i = 0; i < count; i++) places.push(place);
  }
  return places;
}
