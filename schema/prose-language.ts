// The languages that the hub itself writes. In: what a reader wants. Out: French or English, whichever comes first.

export type ProseLanguage = "fr" | "en";

/** The first of the reader's languages that the hub writes; English otherwise. Tags are the same in any case. */
export function proseLanguage(languages: readonly string[]): ProseLanguage {
  const written = languages.map((tag) => tag.split("-")[0]?.toLowerCase()).find((tag) => tag === "fr" || tag === "en");
  return written === "fr" ? "fr" : "en";
}
