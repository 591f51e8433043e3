// The passage that matched. In: a record's texts, its vector and what was looked for. Out: a short piece of text with
// the matching words marked, and those words. Words are found by their positions in the vector: nothing is stemmed here.
import { END_OF_FIELD, placeWords, type PlacedWord } from "../index/indexed-words.js";
import { spansOf } from "./ranking.js";
import { positionsOf } from "./stems.js";
import type { Rendering } from "./understand.js";

/** Before and after a word that matched. */
export const MARKS = { begin: "\ue000", end: "\ue001" } as const;

const LONGEST_PASSAGE = 240;

/** A record's texts, in the order in which its vector counts their words. */
export interface RecordTexts {
  readonly name: string;
  readonly summary: string | null;
  /** As `entry.passages` has them: other texts, then names, summaries and other texts of each translation. */
  readonly passages: readonly string[];
}

/** What matched in a record. */
export interface Passage {
  /** Null when no text but the name has any of the words. */
  readonly snippet: string | null;
  /** The words as the record writes them, names included; each once. */
  readonly words: readonly string[];
}

interface MarkedText {
  readonly text: string;
  readonly isName: boolean;
  readonly marked: readonly PlacedWord[];
}

/** Finds what matched. */
export function findPassage(texts: RecordTexts, vector: string, { parts }: Rendering): Passage {
  const members = parts.flatMap((part) => part.members);
  const positions = new Set(members.flatMap(({ stems }) => spansOf(vector, stems)));
  const marked = markTexts(texts, vector, positions);
  const best = marked
    .filter(({ isName, marked: words }) => !isName && words.length > 0)
    .map((text) => bestWindow(text))
    .sort((a, b) => b.words - a.words)[0];
  const words = new Map<string, string>();
  for (const { text, marked: places } of marked) {
    for (const { start, end } of places) {
      const word = text.slice(start, end);
      if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
    }
  }
  return { snippet: best?.snippet ?? null, words: tellingWords([...words.values()]) };
}

/** Words of one or two letters say nothing of why a record is there (à, of), unless there are no others. */
function tellingWords(words: readonly string[]): readonly string[] {
  const telling = words.filter((word) => word.length > 2 || /\p{N}/u.test(word));
  return telling.length > 0 ? telling : words;
}

/** Fields end where the vector says so: the words of each text are counted from there. */
function markTexts(
  { name, summary, passages }: RecordTexts,
  vector: string,
  positions: ReadonlySet<number>,
): MarkedText[] {
  const ends = positionsOf(vector, END_OF_FIELD).map(({ at }) => at);
  const texts = [name, summary ?? "", ...passages];
  return texts.flatMap((text, index) => {
    const begin = index === 0 ? 0 : ends[index - 1];
    const end = ends[index];
    if (begin === undefined || end === undefined || text === "") return [];
    const inField = [...positions].filter((at) => at > begin && at < end);
    if (inField.length === 0) return [];
    const places = placeWords(text);
    const marked = inField.sort((a, b) => a - b).flatMap((at) => places[at - begin - 1] ?? []);
    return [{ text, isName: index === 0, marked: [...new Set(marked)] }];
  });
}

/** The piece of a text with the most different words that matched. */
function bestWindow({ text, marked }: MarkedText): { snippet: string; words: number } {
  let best = { first: 0, count: 0 };
  for (const [first, { start }] of marked.entries()) {
    const inside = marked.slice(first).filter(({ end }) => end - start <= LONGEST_PASSAGE * 0.75);
    const count = new Set(inside.map((place) => text.slice(place.start, place.end).toLowerCase())).size;
    if (count > best.count) best = { first, count };
  }
  const start = windowStart(text, marked[best.first]?.start ?? 0);
  const end = windowEnd(text, start + LONGEST_PASSAGE);
  const inside = marked.filter((place) => place.start >= start && place.end <= end);
  let snippet = start > 0 ? "…" : "";
  let at = start;
  for (const place of inside) {
    snippet += text.slice(at, place.start) + MARKS.begin + text.slice(place.start, place.end) + MARKS.end;
    at = place.end;
  }
  snippet += text.slice(at, end) + (end < text.length ? "…" : "");
  return { snippet: snippet.replaceAll(/\s+/g, " ").trim(), words: best.count };
}

/** A little before the word, at the beginning of a sentence or at least of a word. */
function windowStart(text: string, word: number): number {
  if (word <= LONGEST_PASSAGE / 4) return 0;
  const before = text.slice(word - LONGEST_PASSAGE / 4, word);
  const sentence = before.search(/[.!?;\n]\s/);
  if (sentence >= 0) return word - before.length + sentence + 2;
  const gap = before.search(/\s/);
  return gap < 0 ? word : word - before.length + gap + 1;
}

function windowEnd(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const gap = text.lastIndexOf(" ", most);
  return gap > most - 40 ? gap : most;
}
