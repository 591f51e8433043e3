// What the hub knows of words: labels and synonyms of topics, and the lexicon, in all languages, stemmed as the index
// is. In: a database that stems. Out: a table from stems to meanings. The same for every reader: it holds nothing of records.
import { lexiconEntries } from "../../../schema/lexicon.js";
import { allTopics } from "../../../schema/topics.js";
import type { Session } from "../../database/session.js";
import { countWords, wordsOf } from "../index/indexed-words.js";
import { countedWords, stemWords } from "./stems.js";

/** One way to say something: a word or phrase of a language, as stems in order. */
export interface Wording {
  readonly language: string;
  readonly stems: readonly string[];
  /** The words that count, without the ending of a plural. */
  readonly plain: readonly string[];
  /** Whether it is the usual one of its language. */
  readonly isUsual: boolean;
}

/** Something that can be said in several ways and languages. */
export interface Meaning {
  readonly wordings: readonly Wording[];
  /** The id of a topic, or null for an entry of the lexicon. */
  readonly topic: string | null;
}

/** Words of a language, in order, to what they may mean. */
export interface Vocabulary {
  /** By the words themselves; where there is nothing, by their stems: stems are less sure ("répit" and "repas" are one). */
  meaningsOf(language: string, words: ReadonlyArray<StemmedWord>): readonly Meaning[];
  /** The stems of all wordings of one word. */
  readonly words: ReadonlySet<string>;
}

/** A folded word with its stem. */
export interface StemmedWord {
  readonly word: string;
  readonly stem: string;
}

/** What the vocabulary is made of. */
export interface VocabularyParts {
  readonly topics: boolean;
  readonly lexicon: boolean;
}

/** The longest wording in words that count. */
export const LONGEST_WORDING = 4;

interface Phrase {
  readonly meaning: number;
  readonly language: string;
  readonly words: readonly string[];
  readonly isUsual: boolean;
}

/** Stems all that the hub knows: once per process, a fraction of a second. */
export async function buildVocabulary(session: Session, { topics, lexicon }: VocabularyParts): Promise<Vocabulary> {
  const sources = [
    ...(topics ? allTopics() : []).map((topic) => ({ topic: topic.id, phrases: topicPhrases(topic) })),
    ...(lexicon ? lexiconEntries() : []).map((entry) => ({
      topic: null,
      phrases: Object.entries(entry).flatMap(inLanguage),
    })),
  ];
  const phrases = sources.flatMap(({ phrases: own }, meaning) => own.map((phrase) => ({ ...phrase, meaning })));
  const stemmed = await stemWords(session, phrases);
  const wordings: Wording[][] = sources.map(() => []);
  for (const [index, { meaning, language, words, isUsual }] of phrases.entries()) {
    const counted = countedWords(language, words, stemmed[index] ?? []);
    const [stems, plain] = [counted.map(({ stem }) => stem), counted.map(({ word }) => plainWord(language, word))];
    if (stems.length > 0 && stems.length <= LONGEST_WORDING)
      wordings[meaning]?.push({ language, stems, plain, isUsual });
  }
  return tableOf(sources.map(({ topic }, index) => ({ topic, wordings: wordings[index] ?? [] })));
}

function topicPhrases(topic: ReturnType<typeof allTopics>[number]): Array<Omit<Phrase, "meaning">> {
  const languages = new Set([...Object.keys(topic.labels), ...Object.keys(topic.synonyms)]);
  return [...languages].flatMap((language) => {
    const label = topic.labels[language];
    const synonyms = topic.synonyms[language] ?? [];
    return inLanguage([language, label === undefined ? synonyms : [label, ...synonyms]]);
  });
}

function inLanguage([language, texts]: readonly [string, readonly string[]]): Array<Omit<Phrase, "meaning">> {
  return texts
    .map((text, index) => ({ language, words: wordsOf(text).split(" "), isUsual: index === 0 }))
    .filter(({ words }) => countWords(words.join(" ")) > 0);
}

function tableOf(meanings: readonly Meaning[]): Vocabulary {
  const table = new Map<string, Set<Meaning>>();
  const add = (key: string, meaning: Meaning) => table.set(key, (table.get(key) ?? new Set()).add(meaning));
  for (const meaning of meanings) {
    for (const { language, stems, plain } of meaning.wordings) {
      add(`${language}|${stems.join(" ")}`, meaning);
      add(`${language}=${plain.join(" ")}`, meaning);
    }
  }
  const words = meanings.flatMap(({ wordings }) => wordings.flatMap(({ stems }) => (stems.length === 1 ? stems : [])));
  return {
    words: new Set(words),
    meaningsOf(language, asked) {
      const exact = table.get(`${language}=${asked.map(({ word }) => plainWord(language, word)).join(" ")}`);
      return [...(exact ?? table.get(`${language}|${asked.map(({ stem }) => stem).join(" ")}`) ?? [])];
    },
  };
}

/** Without the ending of a plural; in French, of a feminine too ("aidantes"). */
function plainWord(language: string, word: string): string {
  return word.length > 3 ? word.replace(language === "fr" ? /e?[sx]?$/ : /[sx]$/, "") : word;
}
