// What people write. In: arguments as they were given. Out: them as they are kept, or what was expected and what came. Text
// that looks other than it reads is refused rather than mended: its writer sees what it says.
import { cleanText } from "../../schema/clean-text.js";
import { badInput } from "../../schema/errors.js";
import { isDate, isLanguageTag } from "../../schema/scalars.js";
import { topicById } from "../../schema/topics.js";

export const LONGEST_TEXT = 20_000;
export const LONGEST_TITLE = 200;
const MOST_TOPICS = 20;

/** A text of 1 to `most` characters. Throws `BAD_USER_INPUT`. */
export function readText(argument: string, value: string, most = LONGEST_TEXT): string {
  const text = value.replaceAll(/\r\n?/g, "\n").trim();
  if (text === "") throw badInput(argument, "a text", value);
  const length = [...text].length;
  if (length > most) throw badInput(argument, `at most ${count(most)} characters`, `${count(length)} characters`);
  if (cleanText(text) !== text) throw badInput(argument, PLAIN, firstStrange(text));
  return text;
}

/** A text, or null for null and for nothing but space. Throws `BAD_USER_INPUT`. */
export function readOptionalText(argument: string, value: string | null | undefined, most?: number): string | null {
  if (value === undefined || value === null || value.trim() === "") return null;
  return readText(argument, value, most);
}

/** One line. Throws `BAD_USER_INPUT`. */
export function readTitle(argument: string, value: string): string {
  const title = readText(argument, value, LONGEST_TITLE);
  if (title.includes("\n")) throw badInput(argument, "one line", value);
  return title;
}

const PLAIN = "text without control characters and without marks that turn the direction of writing";

/** The first character that cleaning would change, as its code point. */
function firstStrange(text: string): string {
  const cleaned = [...cleanText(text)];
  const strange = [...text].find((character, at) => character !== cleaned[at]) ?? "";
  return `U+${(strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function count(figure: number): string {
  return figure.toLocaleString("en");
}

/** Topics of the thesaurus, each once. Throws `BAD_USER_INPUT`. */
export function readTopics(
  argument: string,
  ids: readonly string[] | null | undefined,
  { least = 0, most = MOST_TOPICS }: { readonly least?: number; readonly most?: number } = {},
): string[] {
  const topics = [...new Set(ids ?? [])];
  if (topics.length < least || topics.length > most)
    throw badInput(argument, `${least} to ${most} topics`, `${topics.length} topics`);
  for (const id of topics) if (topicById(id) === undefined) throw badInput(argument, "ids of topics", id);
  return topics;
}

/** A language tag in its usual case. Throws `BAD_USER_INPUT`. */
export function readLanguage(argument: string, value: unknown): string {
  if (!isLanguageTag(value)) throw badInput(argument, "a language tag, like fr or pt-BR", value);
  return new Intl.Locale(value).toString();
}

/** A calendar date; null for none. Throws `BAD_USER_INPUT`. */
export function readDate(argument: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (!isDate(value)) throw badInput(argument, "a calendar date, like 2026-11-22", value);
  return value;
}

/** Two dates of which the second is not before the first. Throws `BAD_USER_INPUT`. */
export function checkDateOrder(argument: string, from: string | null, to: string | null): void {
  if (from !== null && to !== null && to < from) throw badInput(argument, `a date not before ${from}`, to);
}

/** A whole number within bounds; null for none. Throws `BAD_USER_INPUT`. */
export function readNumber(
  argument: string,
  value: number | null | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | null {
  if (value === undefined || value === null) return null;
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw badInput(argument, `a whole number from ${count(least)} to ${count(most)}`, value);
}
