// One cell being read. In: its text. Out: a value, or undefined and a warning that says what was expected.
import type { RecordType, RecordTypename } from "../../../schema/record-id.js";

/** Where a cell stands, and how its faults are told. */
export interface CellPlace {
  readonly partner: string;
  readonly type: RecordType;
  /** Notes a warning about this cell; `got` is the part of it that is wrong. */
  warn(expected: string, got: string): void;
  /** The full id of a record of this type, given a local or a full id; undefined, with a warning, when there is none. */
  refer(typename: RecordTypename, id: string): string | undefined;
}

/** Reads the text of a cell, which is never empty. */
export type CellReader<T = unknown> = (text: string, place: CellPlace) => T | undefined;

/** The items of a list: separated by `|`, trimmed, empty ones left out. */
export function itemsOf(text: string): string[] {
  return positionsOf(text).filter((item) => item !== "");
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

/** Reads each item of a list, leaving out those that cannot be read and those that were there before. */
export function listOf<T>(read: CellReader<T>): CellReader<T[]> {
  return (text, place) => {
    const values = itemsOf(text).map((item) => read(item, place));
    return [...new Set(values.filter((value) => value !== undefined))];
  };
}
