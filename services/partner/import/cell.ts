// One cell being read. In: its text. Out: a value, or undefined and a warning that says what was expected.
import type { RecordType, RecordTypename } from "../../../schema/record-id.js";
import type { Phrase } from "./phrase.js";

/** Where a cell stands, and how its faults are told. */
export interface CellPlace {
  readonly partner: string;
  readonly type: RecordType;
  /** The zone of times that state none. */
  readonly timeZone: string;
  /** Notes a warning about this cell; `got` is the part of it that is wrong, or what is to be said of it. */
  warn(expected: Phrase, got: Phrase | string): void;
  /**
   * The full id of a record of this type, given a local id, a full id, or the name of one of the partner's records;
   * undefined, with a warning, when there is none.
   */
  refer(typename: RecordTypename, id: string): string | undefined;
  /** Whether some record of this type is meant, without a word. */
  isRecord(typename: RecordTypename, id: string): boolean;
}

/** Reads the text of a cell, which is never empty. */
export type CellReader<T = unknown> = (text: string, place: CellPlace) => T | undefined;

/** The items of a list: separated by `|`, trimmed, empty ones left out. */
export function itemsOf(text: string): string[] {
  return positionsOf(text).filter((item) => item !== "");
}

/** The items of a list of words: separated by `|`; where there is none, by line ends, `;` or `,`. */
export function wordsOf(text: string): string[] {
  return splitBy(text, /[\n;,]/);
}

/** The items of a list of sentences: separated by `|`; where there is none, by line ends. */
export function sentencesOf(text: string): string[] {
  return splitBy(text, /\n/);
}

/** The items of a list of places or titles, which may hold commas: separated by `|`, or by line ends and `;`. */
export function placesOf(text: string): string[] {
  return splitBy(text, /[\n;]/);
}

/** The items of a list like `id:role`: a comma separates where every part has a role, or none has. */
export function rolesOf(text: string): string[] {
  const items = splitBy(text, /[\n;]/);
  return items.flatMap((item) => {
    if (text.includes("|")) return [item];
    const parts = splitBy(item, /,/);
    const withRole = parts.filter((part) => part.includes(":")).length;
    return withRole === 0 || withRole === parts.length ? parts : [item];
  });
}

function splitBy(text: string, sign: RegExp): string[] {
  if (text.includes("|")) return itemsOf(text);
  const items = text.split(sign).map((item) => item.trim());
  return items.filter((item) => item !== "");
}

/** The items of a positional list: empty ones keep their place. */
export function positionsOf(text: string): string[] {
  return text.split("|").map((item) => item.trim());
}

/** Splits an item at its last colon; the second part is null when there is none. */
export function splitLast(item: string): [string, string | null] {
  const at = item.lastIndexOf(":");
  return at < 0 ? [item, null] : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
}

/** Reads each item of a list, leaving out those that cannot be read and those that were there before; undefined when none can. */
export function listOf<T>(read: CellReader<T>, split: (text: string) => string[] = itemsOf): CellReader<T[]> {
  return (text, place) => {
    const values = split(text).map((item) => read(item, place));
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 && values.length > 0 ? undefined : [...new Set(known)];
  };
}
