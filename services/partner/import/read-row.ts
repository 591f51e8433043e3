// From a row of the flat format to a draft. In: cells by column. Out: the record's identity, then its draft; or why the
// row is refused. What only makes a value unreadable is a warning, and the row stays.
import { isLanguageTag } from "../../../schema/scalars.js";
import {
  formatRecordId,
  isLocalId,
  isPartnerKey,
  isRecordType,
  ownerOf,
  parseRecordId,
} from "../../../schema/record-id.js";
import { RECORD_TYPES, type RecordType, type RecordTypename } from "../../../schema/record-id.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { assembleRecord } from "./assemble-record.js";
import type { CellPlace } from "./cell.js";
import { IDENTITY_COLUMNS, readerOf, translationReaderOf } from "./column-readers.js";
import { toTime } from "./plain-cells.js";

export type Cells = ReadonlyMap<string, string>;

/** Which record a row is. */
export interface RowIdentity {
  readonly partner: string;
  readonly type: RecordType;
  /** The full id. */
  readonly id: string;
}

/** Why a row is refused. */
export interface RowRefusal {
  readonly column: string;
  readonly expected: string;
  readonly got: string;
}

/** Which record a row is, or why it cannot be one. Everything that refuses a row is here. */
export function readIdentity(cells: Cells): RowIdentity | RowRefusal {
  const [partner = "", type = "", local = "", name = ""] = IDENTITY_COLUMNS.map((column) => cells.get(column));
  if (!isPartnerKey(partner)) return refusal("partner", "a key of 2 to 40 of a-z 0-9 -, not hub", partner);
  if (!isRecordType(type)) return refusal("type", Object.keys(RECORD_TYPES).join(", "), type);
  if (!isLocalId(local)) return refusal("id", "1 to 128 of A-Z a-z 0-9 . _ ~ -", local);
  if (name === "") return refusal("name", "a name", name);
  const startsAt = cells.get("startsAt") ?? "";
  if (type === "event" && toTime(startsAt) === null) return refusal("startsAt", "when the event starts", startsAt);
  return { partner, type, id: formatRecordId(partner, type, local) };
}

function refusal(column: string, expected: string, got: string): RowRefusal {
  return { column, expected, got };
}

/** What reading a row needs to know beyond the row. */
export interface RowContext {
  readonly language: string;
  /** The licence of a partner's practices that state none. */
  licenceOf(partner: string): string;
  /** Whether a record is in the import or in the store. */
  isKnown(id: string): boolean;
  warn(column: string, expected: string, got: string): void;
}

/** The draft of a row whose identity is sound. */
export function readRow(cells: Cells, identity: RowIdentity, context: RowContext): RecordDraft {
  const values = new Map<string, unknown>([["language", context.language]]);
  const translations = new Map<string, Map<string, unknown>>();
  const placeOf = (column: string) => placeIn(identity, context, column);
  for (const [column, text] of cells) {
    if (column === "partner" || column === "type" || column === "id") continue;
    const [field = "", tag] = column.split("@");
    const reader = tag === undefined ? readerOf(identity.type, column) : translationReaderOf(field);
    const value = reader?.(text, placeOf(column));
    if (reader === undefined && isForeign(column)) context.warn(column, `nothing for the type ${identity.type}`, text);
    if (value === undefined) continue;
    if (tag === undefined) values.set(column, value);
    else fieldsOf(translations, tag).set(field, value);
  }
  addStandards(values, { ...identity, ...context, isStated: (column) => cells.has(column) });
  return assembleRecord({ id: identity.id, values, texts: cells, translations, placeOf });
}

/** Columns that the header check has named already are not named again in each row. */
function isForeign(column: string): boolean {
  return Object.keys(RECORD_TYPES).some((type) => isRecordType(type) && readerOf(type, column) !== undefined);
}

function fieldsOf(translations: Map<string, Map<string, unknown>>, tag: string): Map<string, unknown> {
  const fields = translations.get(tag) ?? new Map<string, unknown>();
  translations.set(tag, fields);
  return fields;
}

type Standards = RowIdentity & RowContext & { isStated(column: string): boolean };

const KINDS: Partial<Record<RecordType, readonly [column: string, standard: string]>> = {
  practice: ["practiceKind", "CASE_STUDY"],
  event: ["eventKind", "WORKSHOP"],
};

/** Fields that may not be empty and whose absence deserves a word. */
function addStandards(values: Map<string, unknown>, { partner, type, isStated, licenceOf, warn }: Standards): void {
  const [column, standard] = KINDS[type] ?? [];
  if (column !== undefined && !isStated(column)) warn(column, `a kind; ${standard} is taken`, "");
  if (type === "practice" && !values.has("licence")) values.set("licence", licenceOf(partner));
  // Who may read a record is never guessed in favour of everyone.
  if (isStated("visibility") && !values.has("visibility")) values.set("visibility", "NETWORK");
}

function placeIn({ partner, type }: RowIdentity, context: RowContext, column: string): CellPlace {
  const warn = (expected: string, got: string) => context.warn(column, expected, got);
  const refer = (typename: RecordTypename, id: string) => {
    const full = fullIdOf(partner, typename, id);
    if (full === undefined) warn(`the id of a record of the type ${typename}`, id);
    else if (ownerOf(full) !== partner || context.isKnown(full)) return full;
    else warn(`the id of a record that exists (${typename})`, id);
    return undefined;
  };
  return { partner, type, warn, refer };
}

function fullIdOf(partner: string, typename: RecordTypename, id: string): string | undefined {
  const parsed = parseRecordId(id);
  if (parsed !== null) return parsed.typename === typename ? id : undefined;
  const type = Object.keys(RECORD_TYPES).find((name) => isRecordType(name) && RECORD_TYPES[name] === typename);
  return isLocalId(id) && type !== undefined && isRecordType(type) ? formatRecordId(partner, type, id) : undefined;
}

/** Whether a column is a translation of a field that is translated: `name@en`. */
export function isTranslationColumn(column: string): boolean {
  const [field = "", tag, ...rest] = column.split("@");
  return rest.length === 0 && isLanguageTag(tag) && translationReaderOf(field) !== undefined;
}
