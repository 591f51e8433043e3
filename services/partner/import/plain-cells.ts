// Cells that hold one plain value: text, numbers, addresses, codes. In: text. Out: the value in the form of the
// contract; what does not parse is undefined, with a warning.
import { isAreaCode } from "../../../schema/record-filter.js";
import { isUrl } from "../../../schema/scalars.js";
import type { MoneyDraft } from "../../records/record-draft.js";
import type { CellPlace, CellReader } from "./cell.js";
import { valueOfWord } from "./cell-words.js";
import { countryOf, languageOf } from "./named-codes.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";

const LONGEST_TEXT = 20_000;
export const LONGEST_NAME = 300;

/** Text of any length that makes sense; longer ones are cut. */
export const text: CellReader<string> = (value, place) => {
  if (value.length <= LONGEST_TEXT) return value;
  warnOfCut(value, LONGEST_TEXT, place);
  return value.slice(0, LONGEST_TEXT).toWellFormed();
};

/** A name: one line, at most 300 characters. */
export const name: CellReader<string> = (value, place) => {
  const line = value.replaceAll(/\s+/g, " ");
  if (line.length <= LONGEST_NAME) return line;
  warnOfCut(line, LONGEST_NAME, place);
  return line.slice(0, LONGEST_NAME).toWellFormed().trim();
};

function warnOfCut(value: string, most: number, place: CellPlace): void {
  place.warn(told("atMostCharacters", most), told("charactersCut", value.length));
}

function found<T>(find: (value: string) => T | undefined, expected: Phrase): CellReader<T> {
  return (value, place) => {
    const result = find(value);
    if (result === undefined) place.warn(expected, value);
    return result;
  };
}

export const language = found(languageOf, told("language"));
export const country = found(countryOf, told("country"));
export const area = found((value) => (isAreaCode(value) ? value : undefined), told("area"));
/** An address; without a scheme it gets `http://`. */
export const url = found((value) => {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `http://${value}`;
  return isUrl(address) ? address : undefined;
}, told("url"));
/** An address of a page: never of a person. */
export const page: CellReader<string> = (value, place) => {
  if (!/^mailto:|^[^/?#]*@/i.test(value)) return url(value, place);
  place.warn(told("page"), told("address"));
  return undefined;
};
export const timeZone = found((value) => (isTimeZone(value) ? value : undefined), told("timeZone"));

/** Whether a text names a time zone of the IANA. */
export function isTimeZone(value: string): boolean {
  return value === "UTC" || zones.has(value);
}

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** A member of an enum, in any case, or a word for it. */
export function oneOf(words: Readonly<Record<string, readonly string[]>>): CellReader<string> {
  const names = (at: "en" | "fr") =>
    Object.entries(words).map(([value, [french]]) =>
      at === "fr" && french !== undefined ? `${french} (${value})` : value,
    );
  const expected = told("oneOf", { en: names("en").join(", "), fr: names("fr").join(", ") });
  return found((value) => valueOfWord(words, value), expected);
}

export const wholeNumber = found((value) => {
  const digits = value.replaceAll(/(?<=\d)[\s\u202f\u00a0](?=\d{3})/g, "");
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}, told("wholeNumber"));

const YES = new Set(["true", "yes", "1", "oui", "vrai", "x"]);
const NO = new Set(["false", "no", "0", "non", "faux"]);

export const truth = found((value) => {
  if (YES.has(value.toLowerCase())) return true;
  return NO.has(value.toLowerCase()) ? false : undefined;
}, told("truth"));

const SPACED = String.raw`\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+`;
const WITH_COMMAS = String.raw`\d{1,3}(?:,\d{3})+`;
const WITH_POINTS = String.raw`\d{1,3}(?:\.\d{3}){2,}|\d{1,3}\.\d{3}(?=,)`;
const WHOLE = `${SPACED}|${WITH_COMMAS}|${WITH_POINTS}|\\d{1,15}`;
const AMOUNT = new RegExp(`^(${WHOLE})(?:[.,](\\d{1,4}))?\\s*([A-Z]{3}|€|£|euros?)$`, "iu");
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", EURO: "EUR", EUROS: "EUR" };

/** `18000 EUR`, `18 000,50 €`: an amount and a currency of ISO 4217. `18.000` may be eighteen, and is not guessed. */
export const money: CellReader<MoneyDraft> = (value, place) => {
  const [, whole, decimals = "", sign = ""] = AMOUNT.exec(value.replace(/^([€£])\s*(.*)$/u, "$2 $1")) ?? [];
  if (whole === undefined || decimals.length === 3) {
    place.warn(told(whole === undefined ? "money" : "moneyPlain"), value);
    return undefined;
  }
  const currency = SIGNS[sign.toUpperCase()] ?? sign.toUpperCase();
  return { amount: Number(`${whole.replaceAll(/\D/g, "")}.${decimals || "0"}`), currency };
};
