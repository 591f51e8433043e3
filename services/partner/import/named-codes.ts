// Languages and countries by name. In: a name in French or English, or the code. Out: the code. The names are those of
// the Unicode CLDR, which Node carries.
import { isCountryCode, isLanguageTag } from "../../../schema/scalars.js";
import { wordKey } from "./cell-words.js";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const PAIRS = LETTERS.flatMap((a) => LETTERS.map((b) => `${a}${b}`));

/** The tag of a language: `fr` for `fr`, `Français` or `French`; or undefined. */
export function languageOf(text: string): string | undefined {
  const named = languages().get(wordKey(text));
  if (named !== undefined) return named;
  return isLanguageTag(text) ? text : undefined;
}

/** The code of a country: `FR` for `fr` or `France`; or undefined. */
export function countryOf(text: string): string | undefined {
  const code = text.toUpperCase();
  return isCountryCode(code) ? code : countries().get(wordKey(text));
}

const languages = once(() => namesOf("language", PAIRS));
const countries = once(() =>
  namesOf(
    "region",
    PAIRS.map((pair) => pair.toUpperCase()),
  ),
);

function namesOf(type: "language" | "region", codes: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const locale of ["fr", "en"]) {
    const names = new Intl.DisplayNames([locale], { type, fallback: "none" });
    for (const code of codes) {
      const name = names.of(code);
      if (name !== undefined && !known.has(wordKey(name))) known.set(wordKey(name), code);
    }
  }
  return known;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
