// Cells that hold one plain value: text, numbers, dates, addresses, codes. In: text. Out: the value in the form of the
// contract; what does not parse is undefined, with a warning.
import { isAreaCode } from "../../../schema/record-filter.js";
import { isCountryCode, isDate, isLanguageTag, isUrl, SCALAR_FORMS, toDateTime } from "../../../schema/scalars.js";
import { findTopic } from "../../../schema/topics.js";
import type { MoneyDraft } from "../../records/record-draft.js";
import type { CellReader } from "./cell.js";

const LONGEST_TEXT = 20_000;
export const LONGEST_NAME = 300;

/** Text of any length that makes sense; longer ones are cut. */
export const text: CellReader<string> = (value, place) => {
  if (value.length <= LONGEST_TEXT) return value;
  place.warn(`at most ${LONGEST_TEXT} characters`, `${value.length} characters, cut`);
  return value.slice(0, LONGEST_TEXT).toWellFormed();
};

/** A name: one line, at most 300 characters. */
export const name: CellReader<string> = (value, place) => {
  const line = value.replaceAll(/\s+/g, " ");
  if (line.length <= LONGEST_NAME) return line;
  place.warn(`at most ${LONGEST_NAME} characters`, `${line.length} characters, cut`);
  return line.slice(0, LONGEST_NAME).toWellFormed().trim();
};

function checked(
  isSound: (value: string) => boolean,
  expected: string,
  prepare = (value: string) => value,
): CellReader<string> {
  return (value, place) => {
    const prepared = prepare(value);
    if (isSound(prepared)) return prepared;
    place.warn(expected, value);
    return undefined;
  };
}

export const language = checked(isLanguageTag, SCALAR_FORMS.LanguageTag);
export const country = checked(isCountryCode, SCALAR_FORMS.CountryCode, (value) => value.toUpperCase());
export const area = checked(isAreaCode, "an area's code, like FR-35 or insee:35238");
export const day = checked(isDate, SCALAR_FORMS.Date);
/** An address; without a scheme it gets `http://`. */
export const url = checked(isUrl, SCALAR_FORMS.Url, (value) =>
  /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `http://${value}`,
);

/** A time. A date stands for its first moment in UTC, and a time without zone is taken as UTC. */
export const time: CellReader<string> = (value, place) => {
  const read = toTime(value);
  if (read === null) place.warn(`${SCALAR_FORMS.DateTime}, or a date`, value);
  return read ?? undefined;
};

/** The time a text stands for, or null. */
export function toTime(value: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return toDateTime(`${value}T00:00:00.000Z`);
  const whole = value.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  return toDateTime(whole) ?? toDateTime(`${whole}Z`) ?? toDateTime(`${whole}:00Z`);
}

/** A member of an enum, in any case. */
export function oneOf(...values: readonly string[]): CellReader<string> {
  return checked(
    (value) => values.includes(value),
    values.join(", "),
    (value) => value.toUpperCase().replaceAll(/[ -]/g, "_"),
  );
}

export const wholeNumber: CellReader<number> = (value, place) => {
  const number = Number(value);
  if (/^\d{1,9}$/.test(value)) return number;
  place.warn("a whole number", value);
  return undefined;
};

const YES = new Set(["true", "yes", "1", "oui", "vrai"]);
const NO = new Set(["false", "no", "0", "non", "faux"]);

export const truth: CellReader<boolean> = (value, place) => {
  if (YES.has(value.toLowerCase())) return true;
  if (NO.has(value.toLowerCase())) return false;
  place.warn("true or false", value);
  return undefined;
};

/** `18000 EUR`: an amount and a currency of ISO 4217. */
export const money: CellReader<MoneyDraft> = (value, place) => {
  const [, amount, currency] = /^(\d{1,15}(?:\.\d{1,4})?) *([A-Z]{3})$/.exec(value) ?? [];
  if (amount !== undefined && currency !== undefined) return { amount: Number(amount), currency };
  place.warn("an amount and a currency, like 18000 EUR", value);
  return undefined;
};

/** A topic of the thesaurus by id, slug, label or synonym in any language. */
export const topic: CellReader<string> = (value, place) => {
  const found = findTopic(value);
  if (found === undefined) place.warn("a topic of the thesaurus, by id, slug or label", value);
  return found?.id;
};
