// What an export is asked for: `/export/<partner|all>.<format>?type=…&updatedSince=…&after=…&dialect=…`. In: an address. Out: the
// question, or a `CodedError` that says what was expected.
import { badInput, CodedError } from "../../../schema/errors.js";
import { decodeCursor } from "../../../schema/cursor.js";
import { isPartnerKey, isRecordType, parseRecordId, RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { isLanguageTag, SCALAR_FORMS, toDateTime } from "../../../schema/scalars.js";
import type { WalkQuestion } from "./walk-pages.js";
import { ALL_TYPES, DIALECTS, isDialect, type Dialect } from "./table-format.js";

export type Extension = "csv" | "jsonl" | "jsonld" | "geojson";

export interface ExportQuestion extends Pick<WalkQuestion, "types" | "partner" | "updatedSince" | "after"> {
  readonly extension: Extension;
  readonly dialect: Dialect;
  /** Languages of translations that get columns; null: all that there are. */
  readonly languages: readonly string[] | null;
}

/** The query of an address: a name that is given twice has two values. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

const FILE = /^(.+)\.(csv|jsonl|jsonld|geojson)$/;

/** The question of an address; null when there is no such file. Throws `BAD_USER_INPUT`, with status 400. */
export function readExportQuestion(file: string, parameters: Parameters): ExportQuestion | null {
  const [, name = "", extension] = FILE.exec(file) ?? [];
  if (extension === undefined || (name !== "all" && !isPartnerKey(name))) return null;
  const dialect = one(parameters, "dialect") ?? "plain";
  if (!isDialect(dialect)) throw refuse("dialect", Object.keys(DIALECTS).join(", "), dialect);
  const types = all(parameters, "type").map(readType);
  return {
    ...{ extension: extension as Extension, dialect }, // as the pattern has it
    partner: name === "all" ? null : name,
    types: types.length === 0 ? ALL_TYPES : ALL_TYPES.filter((type) => types.includes(type)),
    updatedSince: readSince(one(parameters, "updatedSince")),
    after: readAfter(one(parameters, "after")),
    languages: parameters["language"] === undefined ? null : all(parameters, "language").map(readLanguage),
  };
}

/** All values of a parameter. */
export function all(parameters: Parameters, name: string): string[] {
  const value = parameters[name];
  return (typeof value === "string" ? [value] : [...(value ?? [])]).filter((each) => each !== "");
}

/** The last value of a parameter. */
export function one(parameters: Parameters, name: string): string | null {
  return all(parameters, name).at(-1) ?? null;
}

/** A type, in any case. */
export function readType(text: string): RecordType {
  const type = text.toLowerCase();
  if (!isRecordType(type)) throw refuse("type", Object.keys(RECORD_TYPES).join(", "), text);
  return type;
}

function readLanguage(text: string): string {
  if (!isLanguageTag(text)) throw refuse("language", SCALAR_FORMS.LanguageTag, text);
  return text;
}

function readSince(text: string | null): string | null {
  if (text === null) return null;
  const time = toDateTime(text);
  if (time === null) throw refuse("updatedSince", SCALAR_FORMS.DateTime, text);
  return time;
}

const CURSOR = "the `_cursor` of a record";

/** A cursor names a record, and that says of which type it is. */
function readAfter(cursor: string | null): ExportQuestion["after"] {
  if (cursor === null) return null;
  const typename = typenameOf(cursor);
  const type = ALL_TYPES.find((each) => RECORD_TYPES[each] === typename);
  if (type === undefined) throw refuse("after", CURSOR, cursor);
  try {
    decodeCursor(cursor, { argument: "after", order: "UPDATED_ASC", typename: RECORD_TYPES[type] });
  } catch {
    throw refuse("after", CURSOR, cursor);
  }
  return { type, cursor };
}

function typenameOf(cursor: string): string | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parts) ? (parseRecordId(parts[2])?.typename ?? null) : null;
  } catch {
    return null; // no cursor: the caller says so
  }
}

/** What was expected of a parameter, as an answer with status 400. */
export function refuse(argument: string, expected: string, got: string): CodedError {
  const { message, extensions } = badInput(argument, expected, got);
  return new CodedError("BAD_USER_INPUT", message, { ...extensions, http: { status: 400 } });
}
