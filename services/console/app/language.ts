// The language of the console: the reader's choice, else their browser's, else English. In: a choice. Out: Lingui's catalogue, loaded
// when it is needed.
import { i18n } from "@lingui/core";

export const LANGUAGES = { en: "English", fr: "Français" } as const;
export type Language = keyof typeof LANGUAGES;

const KEPT_AS = "maillage.language";

function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(LANGUAGES, text);
}

function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const kept = localStorage.getItem(KEPT_AS);
  const [first] = [asked, kept].filter(isLanguage);
  if (first !== undefined) return first;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
}

/** The language that is shown; the hub's own prose is asked for in it. */
export function currentLanguage(): string {
  return i18n.locale;
}

/** Loads a language's words and shows them. */
export async function showLanguage(language: Language = chosenLanguage()): Promise<void> {
  const { messages } = language === "fr" ? await import("../words/fr.po") : await import("../words/en.po");
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

/** Shows a language and keeps the choice. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await showLanguage(language);
}
