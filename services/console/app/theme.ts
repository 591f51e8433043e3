// Light, dark, or as the device says. In: a choice. Out: an attribute of the page that the styles go by.
import { keep, kept } from "./kept.js";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEPT_AS = "maillage.theme";

/** What the reader chose. */
export function chosenTheme(): Theme {
  const chosen = kept(KEPT_AS);
  return THEMES.find((theme) => theme === chosen) ?? "auto";
}

/** Shows a theme and keeps the choice. */
export function showTheme(theme: Theme = chosenTheme()): void {
  keep(KEPT_AS, theme);
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
