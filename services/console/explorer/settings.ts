// What the reader chose: language, freshness, access key. In: a choice. Out: the choices. The key is kept by the browser's tab and goes
// with it; the language is the console's.
import { LANGUAGES, type Language } from "./words.js";

export const FRESHNESS = ["auto", "live", "mirror"] as const;
export type Freshness = (typeof FRESHNESS)[number];

export interface Settings {
  readonly language: Language;
  readonly freshness: Freshness;
  /** Empty without one. */
  readonly key: string;
}

const KEPT_LANGUAGE = "maillage.language";
const KEPT_FRESHNESS = "maillage.explorer.freshness";
const KEPT_KEY = "maillage.explorer.key";

/** The choices of before, else what the browser says of its reader. */
export function readSettings(): Settings {
  const kept = sessionStorage.getItem(KEPT_FRESHNESS);
  return {
    language: readLanguage(),
    freshness: FRESHNESS.find((each) => each === kept) ?? "auto",
    key: sessionStorage.getItem(KEPT_KEY) ?? "",
  };
}

/** Keeps the choices. */
export function keepSettings({ language, freshness, key }: Settings): void {
  localStorage.setItem(KEPT_LANGUAGE, language);
  sessionStorage.setItem(KEPT_FRESHNESS, freshness);
  if (key === "") sessionStorage.removeItem(KEPT_KEY);
  else sessionStorage.setItem(KEPT_KEY, key);
}

function readLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const named = [asked, localStorage.getItem(KEPT_LANGUAGE), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return named.find(isLanguage) ?? "en";
}

function isLanguage(text: string | null): text is Language {
  return text !== null && Object.hasOwn(LANGUAGES, text);
}

/** Light, dark, or as the device says: as it was chosen in the console. */
export function chosenTheme(): "light" | "dark" | "system" {
  const kept = localStorage.getItem("maillage.theme");
  return kept === "light" || kept === "dark" ? kept : "system";
}
