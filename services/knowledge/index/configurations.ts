// Which text search configuration a language has. In: a language tag. Out: the name of a configuration.

// eslint-disable-next-line no-control-regex -- what has no other characters has no accents
const ASCII = /^[\x00-\x7f]*$/;

/** The PostgreSQL schema of the knowledge service's tables. */
export const INDEX_SCHEMA = "knowledge";

/** The languages that are stemmed, by their subtag; PostgreSQL's names. */
export const CONFIGURATIONS: Readonly<Record<string, string>> = {
  en: "english",
  fr: "french",
  es: "spanish",
  pt: "portuguese",
  de: "german",
  nl: "dutch",
  it: "italian",
  ar: "arabic",
};

/** For every other language: words as they are, without accents. */
export const OTHER_CONFIGURATION = "other";

/** Ends the name of a configuration for texts without accents: the same stems, one dictionary less to ask. */
export const PLAIN = "_plain";

/** The configuration for a language tag, with its schema. */
export function configurationFor(language: string): string {
  const [subtag = ""] = language.toLowerCase().split("-");
  const name = Object.hasOwn(CONFIGURATIONS, subtag) ? CONFIGURATIONS[subtag] : OTHER_CONFIGURATION;
  return `${INDEX_SCHEMA}.${name}`;
}

/** The configuration for these folded texts in a language. */
export function configurationForTexts(language: string, texts: readonly string[]): string {
  const name = configurationFor(language);
  return texts.every((text) => ASCII.test(text)) ? `${name}${PLAIN}` : name;
}
