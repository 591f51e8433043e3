// What the importer says to people. In: the same words in English and in French. Out: a phrase, told in the reader's
// language when the report is written.

/** Words in both languages; whole parts of a sentence, without the full stop. */
export interface Phrase {
  readonly en: string;
  readonly fr: string;
}

export type PhraseLanguage = keyof Phrase;

/** A phrase. */
export function phrase(en: string, fr: string): Phrase {
  return { en, fr };
}

/** What is said in a language; text that comes from a file is the same in both. */
export function say(said: Phrase | string, language: PhraseLanguage): string {
  return typeof said === "string" ? said : said[language];
}
