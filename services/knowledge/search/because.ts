// Why a record was found, in the reader's language. In: what matched. Out: sentences. The hub's own words; those of
// records are quoted as they are.
import { proseLanguage } from "../../../schema/prose-language.js";

/** Something that speaks for a record. */
export type Because =
  | { readonly kind: "topic"; readonly label: string }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "identifier"; readonly scheme: string; readonly value: string }
  | { readonly kind: "read-as"; readonly word: string }
  | { readonly kind: "similar" }
  | { readonly kind: "about" }
  | { readonly kind: "shared"; readonly topics: readonly string[] };

type Sentences = { readonly [K in Because["kind"]]: (because: Extract<Because, { kind: K }>) => string };

const EN: Sentences = {
  topic: ({ label }) => `matches the topic ${label}`,
  words: ({ words }) => `contains: ${words.join(", ")}`,
  identifier: ({ scheme, value }) => `is registered as ${scheme} ${value}`,
  "read-as": ({ word }) => `read as: ${word}`,
  similar: () => "has much in common with it",
  about: () => "is about it",
  shared: ({ topics }) => `shares the topics ${topics.join(", ")}`,
};

const FR: Sentences = {
  topic: ({ label }) => `correspond au thème ${label}`,
  words: ({ words }) => `contient : ${words.join(", ")}`,
  identifier: ({ scheme, value }) => `est enregistré sous ${scheme} ${value}`,
  "read-as": ({ word }) => `lu comme : ${word}`,
  similar: () => "a beaucoup en commun",
  about: () => "en parle",
  shared: ({ topics }) => `partage les thèmes ${topics.join(", ")}`,
};

/** The sentence, in the first of the languages that the hub writes; English otherwise. */
export function sayBecause(because: Because, languages: readonly string[]): string {
  const sentences = proseLanguage(languages) === "fr" ? FR : EN;
  return (sentences[because.kind] as (because: Because) => string)(because); // the sentence of this very kind
}
