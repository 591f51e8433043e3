// Understanding a question. In: its words, stemmed in every language, and the vocabulary. Out: the question said in each
// language that the hub knows words of: what to look for in records of that language. Design §7.
import { countedWords } from "./stems.js";
import { LONGEST_WORDING, type Meaning, type Vocabulary } from "./vocabulary.js";

/** One way in which a part of the question may be met. */
export interface Member {
  /** Stems that follow one another; one for a word. */
  readonly stems: readonly string[];
  /** The words themselves or their translation; else what means about the same. */
  readonly isExact: boolean;
}

/** A part of the question: a word, or a phrase that means something as a whole. */
export interface Part {
  /** Which words of the question it covers. */
  readonly words: readonly number[];
  readonly members: readonly Member[];
  /** Topics that it names. */
  readonly topics: readonly string[];
  /** Whether it only adds to the score: a record need not have it. */
  readonly isExtra?: boolean;
}

/** The question in one language. */
export interface Rendering {
  readonly language: string;
  readonly parts: readonly Part[];
}

/** Stems of the question's words in one language; null for words that the language does not count. */
export type StemsByLanguage = ReadonlyMap<string, ReadonlyArray<string | null>>;

/** The question's words, and what the last one may become when it is finished. */
export interface StemmedQuestion {
  readonly stems: StemsByLanguage;
  readonly completions: readonly string[];
}

export interface Understanding {
  /** The languages that the question seems to be in. */
  readonly spoken: readonly string[];
  /** The question as it was typed, for records of languages that it was not rendered in. */
  readonly typed: Rendering;
  readonly renderings: ReadonlyMap<string, Rendering>;
  readonly topics: readonly string[];
}

interface Found {
  readonly words: readonly number[];
  readonly meanings: readonly Meaning[];
}

/** Understands a question. `readers`: the reader's languages, best first; they decide where the words do not. */
export function understand(
  { stems, completions }: StemmedQuestion,
  vocabulary: Vocabulary,
  readers: readonly string[],
): Understanding {
  const languages = [...stems.keys()].filter((language) => language !== "simple");
  const readings = languages.map((language) => ({ language, ...readIn(language, stems, vocabulary) }));
  const most = Math.max(0, ...readings.map(({ known }) => known));
  const best = readings.filter(({ known }) => known === most);
  const preferred = best.filter(({ language }) => readers.some((reader) => reader.toLowerCase().startsWith(language)));
  const chosen = preferred.length > 0 ? preferred : best.slice(0, most > 0 ? undefined : 1);
  const spoken = chosen.map(({ language }) => language);
  const found = chosen.flatMap((reading) => reading.found);
  const kept = keptWords(stems, spoken);
  const render = (language: string) => renderIn({ language, stems, completions, found, kept, spoken });
  const renderings = new Map(languages.map((language) => [language, render(language)] as const));
  const topics = mostSpecific(found).flatMap(({ meanings }) => topicsOf(meanings));
  return { spoken, typed: render("simple"), renderings, topics: [...new Set(topics)] };
}

/** What a language makes of the words. `known`: how many words it has a meaning for or does not count (of, les). */
function readIn(language: string, stems: StemsByLanguage, vocabulary: Vocabulary): { known: number; found: Found[] } {
  const words = wordsOfQuestion(stems);
  const counted = countedWords(language, words, stems.get(language) ?? []);
  const found: Found[] = [];
  const known = new Set(words.keys());
  for (const { at } of counted) known.delete(at);
  for (let length = Math.min(LONGEST_WORDING, counted.length); length > 0; length--) {
    for (let begin = 0; begin + length <= counted.length; begin++) {
      const part = counted.slice(begin, begin + length);
      const meanings = vocabulary.meaningsOf(language, part);
      if (meanings.length === 0) continue;
      found.push({ words: part.map(({ at }) => at), meanings });
      for (const { at } of part) known.add(at);
    }
  }
  return { known: known.size, found };
}

/** Without stems, every word is itself. */
function wordsOfQuestion(stems: StemsByLanguage): string[] {
  return (stems.get("simple") ?? []).map((word) => word ?? "");
}

/** A word within a phrase that means something keeps no meaning of its own: "young people" is not about people. */
function mostSpecific(found: readonly Found[]): Found[] {
  return found.filter(
    ({ words }) =>
      !found.some((other) => other.words.length > words.length && words.every((word) => other.words.includes(word))),
  );
}

/** Words that the spoken languages count; all of them when they count none (a band named "The The"). */
function keptWords(stems: StemsByLanguage, spoken: readonly string[]): number[] {
  const words = wordsOfQuestion(stems);
  const counted = spoken.map((language) =>
    countedWords(language, words, stems.get(language) ?? []).map(({ at }) => at),
  );
  const kept = [...words.keys()].filter((at) => counted.every((places) => places.includes(at)));
  return kept.length > 0 ? kept : [...words.keys()];
}

interface RenderingOf extends StemmedQuestion {
  readonly language: string;
  readonly found: readonly Found[];
  readonly kept: readonly number[];
  readonly spoken: readonly string[];
}

/** Phrases stay beside their words. In another language, the usual wording stands for what was typed. */
function renderIn({ language, stems, completions, found: all, kept, spoken }: RenderingOf): Rendering {
  const isSpoken = spoken.includes(language) || language === "simple";
  const found = isSpoken ? mostSpecific(all) : all;
  const last = (stems.get("simple") ?? []).length - 1;
  const literal = (word: number) => [
    ...literalMembers(stems, language, word),
    ...(word === last ? completions.map((stem) => ({ stems: [stem], isExact: true })) : []),
  ];
  const parts: Part[] = [];
  for (const { words, meanings } of found) {
    const members = [
      ...(isSpoken ? ownWording(stems, language, words) : []),
      ...(language === "simple" ? [] : wordingsOf(meanings, language, !isSpoken)),
    ];
    const topics = topicsOf(meanings);
    const [word = 0] = words;
    const own = isSpoken || members.length === 0 ? literal(word) : []; // "chat" is no chat in English
    if (words.length === 1) parts.push({ words, members: unique([...own, ...members]), topics });
    else if (members.length > 0 || topics.length > 0) parts.push({ words, members: unique(members), topics });
  }
  const translated = isSpoken ? [] : found.filter(({ words }) => words.length > 1).flatMap(({ words }) => words);
  const single = new Set([
    ...found.filter(({ words }) => words.length === 1).flatMap(({ words }) => words),
    ...translated,
  ]);
  const plain = kept
    .filter((word) => !single.has(word))
    .map((word) => ({ words: [word], members: literal(word), topics: [] }));
  return { language, parts: [...plain, ...parts, ...(isSpoken ? [] : translatedWords(parts))].sort(byWords) };
}

/** A phrase that was translated is looked for by its words too, as one that was typed is. */
function translatedWords(parts: readonly Part[]): Part[] {
  const known = new Set(
    parts
      .filter(({ words }) => words.length === 1)
      .flatMap(({ members }) => members.map(({ stems }) => stems.join(" "))),
  );
  return parts.flatMap(({ words, members }) => {
    const usual = words.length < 2 ? undefined : members.find(({ isExact, stems }) => isExact && stems.length > 1);
    const fresh = (usual?.stems ?? []).filter((stem) => !known.has(stem));
    for (const stem of fresh) known.add(stem);
    return fresh.map((stem) => ({ words, members: [{ stems: [stem], isExact: true }], topics: [], isExtra: true }));
  });
}

/** The word itself, as records of any language may have it: stemmed in the record's language, or as it is. */
function literalMembers(stems: StemsByLanguage, language: string, word: number): Member[] {
  const own = stems.get(language)?.[word] ?? stems.get("simple")?.[word];
  return own === null || own === undefined ? [] : [{ stems: [own], isExact: true }];
}

function ownWording(stems: StemsByLanguage, language: string, words: readonly number[]): Member[] {
  const own = words.map((word) => stems.get(language)?.[word]);
  return own.every((stem) => typeof stem === "string") ? [{ stems: own, isExact: true }] : [];
}

function wordingsOf(meanings: readonly Meaning[], language: string, isTranslation: boolean): Member[] {
  return meanings.flatMap(({ wordings }) =>
    wordings
      .filter((wording) => wording.language === language)
      .map(({ stems, isUsual }) => ({ stems, isExact: isTranslation && isUsual })),
  );
}

function unique(members: readonly Member[]): Member[] {
  const exactFirst = members.toSorted((a, b) => Number(b.isExact) - Number(a.isExact));
  const known = new Set<string>();
  return exactFirst.filter(({ stems }) => {
    const key = stems.join(" ");
    return known.has(key) ? false : known.add(key);
  });
}

function topicsOf(meanings: readonly Meaning[]): string[] {
  return meanings.flatMap(({ topic }) => (topic === null ? [] : [topic]));
}

function byWords(a: Part, b: Part): number {
  return (a.words[0] ?? 0) - (b.words[0] ?? 0) || b.words.length - a.words.length;
}
