// The header of a table. In: the names of its columns as they stand there. Out: for each record type, which column of
// the format each of them is; and what is wrong with those that are none.
import { isLanguageTag } from "../../../schema/scalars.js";
import { RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { wordKey } from "./cell-words.js";
import { IDENTITY_COLUMNS, readerOf, TRANSLATED_FIELDS, translationReaderOf } from "./column-readers.js";
import { CONTACT_NAMES, HEADER_NAMES, IDENTITY_NAMES } from "./header-names.js";
import type { ImportFault } from "./import-fault.js";
import { languageOf } from "./named-codes.js";
import { nearestName } from "./nearest-name.js";
import { told } from "./phrases.js";

/** A header that was read. */
export interface Header {
  /** The columns of the format that the table has for a type, each with the table's own name for it. */
  columnsOf(type: RecordType): ReadonlyMap<string, string>;
  /** The table's own names of columns that are read for a type, or ignored for all. */
  sourcesOf(type: RecordType): ReadonlySet<string>;
  /** The columns that say which record a row is, likewise. */
  readonly identity: ReadonlyMap<string, string>;
  readonly faults: readonly HeaderFault[];
}

export type HeaderFault = Pick<ImportFault, "column" | "expected" | "got" | "severity">;

/** Beside the columns that say which record a row is: those of which a name is made. */
const IDENTITY: readonly string[] = [...IDENTITY_COLUMNS, "firstName", "lastName"];
const TYPES = Object.keys(RECORD_TYPES) as RecordType[]; // keys of a const object

/** Whether a text is the name of some column: what tells a header from a title above it. */
export function isColumnName(text: string): boolean {
  return meaningsOf(text).length > 0 || isContact(text);
}

/**
 * Reads the names of a table's columns. Where all rows are organizations and none is called a name, the column
 * `association` is one.
 */
export function readHeader(names: readonly string[], type?: RecordType): Header {
  const named = [...new Set(names)].map((name) => ({ name, meanings: meaningsOf(name) }));
  const isNameless = !named.some(({ meanings }) => meanings.includes("name"));
  const sources = type === "organization" && isNameless ? named.map(asName) : named;
  const identity = assign(sources, (column) => IDENTITY.includes(column));
  const byType = new Map(TYPES.map((type) => [type, columnsFor(type, sources, identity)]));
  const used = new Set([...identity.values(), ...[...byType.values()].flatMap((columns) => [...columns.values()])]);
  const ignored = names.filter((name) => name !== "" && !used.has(name)); // columns without a name are noted by the reader
  const bySource = new Map(
    TYPES.map((type) => [type, new Set([...identity.values(), ...ignored, ...(byType.get(type)?.values() ?? [])])]),
  );
  return {
    columnsOf: (type) => byType.get(type) ?? new Map(),
    sourcesOf: (type) => bySource.get(type) ?? new Set(),
    identity,
    faults: [...ignored.map(unusedFault), ...companionFaults(byType.get("person") ?? new Map())],
  };
}

function asName({ name, meanings }: Source): Source {
  return { name, meanings: name !== "organization" && meanings.includes("organization") ? ["name"] : meanings };
}

/** A name that is put together from two columns counts as a column. */
function columnsFor(type: RecordType, sources: readonly Source[], identity: ReadonlyMap<string, string>) {
  const columns = assign(sources, (column) => hasColumn(type, column));
  const name = identity.get("lastName") ?? identity.get("firstName");
  if (name !== undefined && !columns.has("name")) columns.set("name", name);
  return columns;
}

interface Source {
  readonly name: string;
  readonly meanings: readonly string[];
}

/** Names that are the format's own come first, then those that can mean less, then the table's order. */
function assign(sources: readonly Source[], isPossible: (column: string) => boolean): Map<string, string> {
  const assigned = new Map<string, string>();
  const possible = sources.map(({ name, meanings }) => ({ name, columns: meanings.filter(isPossible) }));
  const rank = ({ name, columns }: { name: string; columns: string[] }) => (columns[0] === name ? 0 : columns.length);
  for (const { name, columns } of possible.toSorted((a, b) => rank(a) - rank(b))) {
    const column = columns.find((each) => !assigned.has(each));
    if (column !== undefined) assigned.set(column, name);
  }
  return assigned;
}

function hasColumn(type: RecordType, column: string): boolean {
  const [field = "", tag] = column.split("@");
  if (tag === undefined) return readerOf(type, column) !== undefined;
  return translationReaderOf(field) !== undefined;
}

/** The columns that a name may mean, the likeliest first; its own meaning before those of synonyms. */
function meaningsOf(name: string): readonly string[] {
  const [field = "", tag, ...rest] = name.split("@");
  if (rest.length > 0) return [];
  if (tag === undefined) return fieldMeanings(name);
  const language = languageOf(tag.trim());
  const fields = fieldMeanings(field).map((column) => column.replace(/^context\./, ""));
  if (language === undefined || !isLanguageTag(language)) return [];
  return fields.filter((column) => TRANSLATED_FIELDS.includes(column)).map((column) => `${column}@${language}`);
}

function fieldMeanings(name: string): readonly string[] {
  const key = headerKey(name);
  const own = OWN_NAMES.get(key);
  const others = (MEANINGS.get(key) ?? []).filter((column) => column !== own);
  return own === undefined ? others : [own, ...others];
}

/** Hints in parentheses, asterisks and colons are no part of a name: `Nom (obligatoire) *`. */
function headerKey(name: string): string {
  return wordKey(name.replaceAll(/\([^)]*\)|[*:°?]/g, " "));
}

const ALL_NAMES = { ...IDENTITY_NAMES, ...HEADER_NAMES };
const OWN_NAMES = new Map(Object.keys(ALL_NAMES).map((column) => [headerKey(column), column]));
const MEANINGS = meanings();
const CONTACTS = new Set(CONTACT_NAMES.map(headerKey));

function meanings(): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const [column, { fr, en }] of Object.entries(ALL_NAMES))
    for (const key of new Set([...fr, ...en].map(headerKey))) byKey.set(key, [...(byKey.get(key) ?? []), column]);
  return byKey;
}

function isContact(name: string): boolean {
  return CONTACTS.has(headerKey(name));
}

function unusedFault(name: string): HeaderFault {
  const fault = { column: name, got: name, severity: "warning" as const };
  if (isContact(name)) return { ...fault, expected: told("contactColumn") };
  const [first] = meaningsOf(name);
  if (first !== undefined) return { ...fault, expected: told("columnTwice", first) };
  const nearest = nearestName(name, KNOWN_NAMES);
  return { ...fault, expected: nearest === undefined ? told("columnOfFormat") : told("columnMeant", nearest) };
}

const KNOWN_NAMES = [...Object.keys(ALL_NAMES), ...Object.values(ALL_NAMES).flatMap(({ fr, en }) => [...fr, ...en])];

const COMPANIONS = ["expertise.statement", "expertise.since", "expertise.evidence", "evidence"];

function companionFaults(columns: ReadonlyMap<string, string>): HeaderFault[] {
  if (columns.has("expertise")) return [];
  return COMPANIONS.flatMap((column) => {
    const name = columns.get(column);
    if (name === undefined) return [];
    return [{ column: name, expected: told("companion", "expertise"), got: name, severity: "warning" as const }];
  });
}
