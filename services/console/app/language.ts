// The language of the console: the reader's choice, else their browser's, else English. In: a choice. Out: Lingui's catalogue, loaded
// when it is needed.
import { i18n, type Messages } from "@lingui/core";
import { keep, kept } from "./kept.js";
import { loadAnew } from "./newer-version.js";

export const LANGUAGES = { en: "English", fr: "Français" } as const;
type Language = keyof typeof LANGUAGES;

const KEPT_AS = "maillage.language";

function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(LANGUAGES, text);
}

function chosenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const [first] = [asked, kept(KEPT_AS)].filter(isLanguage);
  if (first !== undefined) return first;
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
}

let current: Language = "en";

/** The language that is shown; the hub's own prose is asked for in it. */
export function currentLanguage(): string {
  return current;
}

let needsPages = false;

/** Loads a language's words and shows them. Where they do not come, because the hub has a newer version, the page is loaded anew. */
export async function showLanguage(language: Language = chosenLanguage()): Promise<void> {
  current = language;
  i18n.load(language, await wordsOf(language));
  i18n.activate(language);
  document.documentElement.lang = language;
}

/** Loads the words of the pages beside those of the frame, once. To be awaited before a page is shown. */
export async function loadPageWords(): Promise<void> {
  if (needsPages) return;
  needsPages = true;
  i18n.load(current, await wordsOf(current));
}

async function wordsOf(language: Language): Promise<Messages> {
  try {
    const [frame, pages] = await Promise.all([FRAME[language](), needsPages ? PAGES[language]() : null]);
    return { ...frame.messages, ...pages?.messages };
  } catch (error) {
    if (loadAnew()) return new Promise<never>(() => undefined);
    throw error;
  }
}

const FRAME = { en: () => import("../words/frame.en.po"), fr: () => import("../words/frame.fr.po") };
const PAGES = { en: () => import("../words/pages.en.po"), fr: () => import("../words/pages.fr.po") };

/** Shows a language, where it is one of ours, and keeps the choice. */
export async function chooseLanguage(tag: string): Promise<void> {
  if (!isLanguage(tag)) return;
  keep(KEPT_AS, tag);
  await showLanguage(tag);
}
