// From a row of the flat format to a draft. In: cells by column, what is stored of the record. Out: the draft. What is
// stored stays where the table has no column for it; a cell that is empty empties; one that cannot be read is a warning.
import { isRecordType, RECORD_TYPES, type RecordType, type RecordTypename } from "../../../schema/record-id.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { assembleRecord, POSITIONAL } from "./assemble-record.js";
import type { CellPlace } from "./cell.js";
import { IDENTITY_COLUMNS, readerOf, translationReaderOf } from "./column-readers.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { isTimeZone } from "./plain-cells.js";
import { isReferenced, referTo, type References } from "./references.js";
import type { Cells, RowIdentity } from "./row-identity.js";
import { valuesOfDraft, type ColumnValues } from "./stored-values.js";
import { oneOfType } from "./type-phrases.js";

export { readIdentity, type Cells } from "./row-identity.js";

/** What reading a row needs to know beyond the row. */
export interface RowContext extends References {
  readonly language: string;
  /** The licence of a partner's practices that state none. */
  licenceOf(partner: string): string;
  /** The columns that the table has for this type; those of the cells when not given. */
  readonly stated?: ReadonlyMap<string, unknown> | undefined;
  /** The record as it is stored. */
  readonly stored?: RecordDraft | null;
  /** Whether a time without a zone is one of the event's own zone; else of UTC. */
  readonly hasLocalTimes?: boolean;
  warn(column: string, expected: Phrase, got: Phrase | string): void;
  /** Told of a record whose kind nobody stated, where the table has no column for it. */
  noteKind?(standard: string): void;
  /** Told of claims without a level, which are then of this one; without it, they are left out with a warning. */
  noteLevel?(standard: string): void;
}

type RowKey = Pick<RowIdentity, "partner" | "type" | "id">;

/** The draft of a row whose identity is sound. */
export function readRow(cells: Cells, identity: RowKey, context: RowContext): RecordDraft {
  const { stored = null, stated = cells } = context;
  const made: ColumnValues =
    stored === null ? { values: new Map(), translations: new Map() } : valuesOfDraft(stored, identity.type);
  const timeZone = zoneOf(cells, made, context);
  const reading: Reading = { cells, identity, context, timeZone, ...made };
  for (const column of stated.keys()) if (!isIdentity(column)) readColumn(column, reading);
  if (!made.values.has("language")) made.values.set("language", context.language);
  addStandards(reading);
  return assembleRecord({
    id: identity.id,
    ...made,
    texts: cells,
    isStated: (column) => stated.has(column),
    placeOf: (column) => placeIn(reading, column),
    ...(context.noteLevel === undefined ? {} : { standardLevel: () => standardLevel(context) }),
  });
}

const STANDARD_LEVEL = "PRACTISING";

function standardLevel(context: RowContext): string {
  context.noteLevel?.(STANDARD_LEVEL);
  return STANDARD_LEVEL;
}

interface Reading extends ColumnValues {
  readonly cells: Cells;
  readonly identity: RowKey;
  readonly context: RowContext;
  readonly timeZone: string;
}

function isIdentity(column: string): boolean {
  return column !== "name" && (IDENTITY_COLUMNS as readonly string[]).includes(column); // compared with any text
}

/** Lays one cell over what is there. */
function readColumn(column: string, reading: Reading): void {
  if (POSITIONAL.has(column) && readerOf(reading.identity.type, column) !== undefined) return; // read together
  const [field = "", tag] = column.split("@");
  const text = reading.cells.get(column);
  const target = tag === undefined ? reading.values : fieldsOf(reading.translations, tag);
  const name = tag === undefined ? column : field;
  if (text === undefined) target.delete(name);
  else {
    const value = readText(column, text, { reading, isKept: target.has(name) });
    if (value !== undefined) target.set(name, value);
    if (value !== undefined && tag !== undefined) target.set("origin", "HUMAN");
  }
  if (tag !== undefined && [...target.keys()].every((key) => key === "origin")) reading.translations.delete(tag);
}

interface CellReading {
  readonly reading: Reading;
  /** Whether there was a value before, which stays when the cell cannot be read. */
  readonly isKept: boolean;
}

function readText(column: string, text: string, { reading, isKept }: CellReading): unknown {
  const { identity, context } = reading;
  const [field = "", tag] = column.split("@");
  const reader = tag === undefined ? readerOf(identity.type, column) : translationReaderOf(field);
  if (reader === undefined) {
    if (isForeign(column)) context.warn(column, told("nothingForType", oneOfType(identity.type)), text);
    return undefined;
  }
  const warnings: [Phrase, Phrase | string][] = [];
  const place = {
    ...placeIn(reading, column),
    warn: (...warning: [Phrase, Phrase | string]) => warnings.push(warning),
  };
  const value = reader(text, place);
  for (const [expected, got] of warnings)
    context.warn(column, value === undefined && isKept ? told("kept", expected) : expected, got);
  return value;
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

const KINDS: Partial<Record<RecordType, readonly [column: string, standard: string]>> = {
  practice: ["practiceKind", "CASE_STUDY"],
  event: ["eventKind", "WORKSHOP"],
};

/** Fields that may not be empty and whose absence deserves a word. */
function addStandards({ values, cells, identity, context }: Reading): void {
  const { partner, type } = identity;
  const [column, standard] = KINDS[type] ?? [];
  if (column !== undefined && standard !== undefined && !values.has(column) && !cells.has(column)) {
    if (context.noteKind !== undefined && context.stated?.has(column) !== true) context.noteKind(standard);
    else context.warn(column, told("kindTaken", standard), "");
  }
  if (type === "practice" && !values.has("licence")) values.set("licence", context.licenceOf(partner));
  // Who may read a record is never guessed in favour of everyone.
  const visibility = cells.get("visibility");
  if (visibility !== undefined && readerOf(type, "visibility")?.(visibility, SILENT) === undefined)
    values.set("visibility", "NETWORK");
}

const SILENT: CellPlace = {
  partner: "",
  type: "organization",
  timeZone: "UTC",
  warn: () => undefined,
  refer: () => undefined,
  isRecord: () => false,
};

function zoneOf(cells: Cells, { values }: ColumnValues, { hasLocalTimes = false }: RowContext): string {
  const zone = cells.get("timeZone") ?? values.get("timeZone");
  return hasLocalTimes && typeof zone === "string" && isTimeZone(zone) ? zone : "UTC";
}

function placeIn({ identity, context, timeZone }: Reading, column: string): CellPlace {
  const { partner, type } = identity;
  const warn = (expected: Phrase, got: Phrase | string) => context.warn(column, expected, got);
  return {
    partner,
    type,
    timeZone,
    warn,
    refer(typename: RecordTypename, id: string) {
      const found = referTo(context, { partner, typename, text: id });
      if (typeof found === "string") return found;
      this.warn(found.expected, id);
      return undefined;
    },
    isRecord: (typename, id) => isReferenced(context, { partner, typename, text: id }),
  };
}
