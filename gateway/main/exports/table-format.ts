// CSV in the table format (docs/table-format.md), which the hub itself imports. In: the languages that texts are translated
// into. Out: one table for all types, a row for each record; what only begins like a formula has `'` before it.
import { guardCell } from "../../../schema/guarded-cell.js";
import { RECORD_TYPES, isRecordType, type RecordType } from "../../../schema/record-id.js";
import { columnsOf, TRANSLATED_FIELDS } from "../../../services/partner/import/column-readers.js";
import type { ExportFormat } from "./export-format.js";
import { objectsOf, type ExportedRecord } from "./exported-record.js";
import { cellOf } from "./table-cells.js";

/** How programs want their tables. */
export const DIALECTS = {
  plain: { separator: ",", mark: "" },
  excel: { separator: ",", mark: "\ufeff" },
  "excel-fr": { separator: ";", mark: "\ufeff" },
} as const;

export type Dialect = keyof typeof DIALECTS;

export function isDialect(text: string): text is Dialect {
  return Object.hasOwn(DIALECTS, text);
}

export interface TableOptions {
  readonly dialect: Dialect;
  readonly types: readonly RecordType[];
  /** Languages that get columns of translations. */
  readonly languages: readonly string[];
  /** When each person agreed to be listed, where the reader may know. */
  readonly consents: ReadonlyMap<string, string> | null;
}

/** Columns that say the same as others. */
const LEFT_OUT = /^(partner|type|id|evidence|identifiers\..+)$/;
const LINE_END = "\r\n";

/** The table. */
export function tableFormat({ dialect, types, languages, consents }: TableOptions): ExportFormat {
  const { separator, mark } = DIALECTS[dialect];
  const columns = tableColumns({ types, languages, hasConsents: consents !== null });
  const line = (cells: readonly string[]) => cells.map((cell) => quote(cell, separator)).join(separator) + LINE_END;
  return {
    contentType: "text/csv; charset=utf-8; header=present",
    extension: "csv",
    head: mark + line(columns),
    write: (record) => line(columns.map((column) => guardCell(textOfColumn(record, column, consents)))),
    tail: "",
  };
}

type ColumnChoice = Pick<TableOptions, "types" | "languages"> & { readonly hasConsents: boolean };

function tableColumns({ types, languages, hasConsents }: ColumnChoice): string[] {
  const own = types.flatMap(columnsOf).filter((column) => !LEFT_OUT.test(column));
  const translated = languages.flatMap((language) => translatedBy(types).map((field) => `${field}@${language}`));
  const all = new Set(["partner", "type", "id", ...own, ...translated]);
  if (!hasConsents) all.delete("consentedAt");
  return [...all];
}

/** The fields of some types that can be translated; a practice's cultural notes stand in its context. */
function translatedBy(types: readonly RecordType[]): string[] {
  const own = new Set(types.flatMap(columnsOf));
  return TRANSLATED_FIELDS.filter((field) => own.has(field) || own.has(`context.${field}`));
}

function textOfColumn(record: ExportedRecord, column: string, consents: TableOptions["consents"]): string {
  const { type, partner, local, id, fields } = record;
  if (column === "partner") return partner;
  if (column === "type") return type;
  if (column === "id") return local;
  if (column === "consentedAt") return consents?.get(id) ?? "";
  const [field = "", language] = column.split("@");
  if (language === undefined) return cellOf(record, column);
  const own = objectsOf(fields["translations"]);
  const translation = own.find((each) => each["language"] === language && each["origin"] === "HUMAN");
  return translation === undefined ? "" : cellOf({ ...record, fields: translation }, field);
}

/** RFC 4180. Space at either end is quoted too: some programs would take it away. */
function quote(cell: string, separator: string): string {
  const isPlain = !cell.includes(separator) && !/["\r\n]|^\s|\s$/.test(cell);
  return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

/** All types, in the order of exports: people first, so that whoever may be given no more of them today is told so at once. */
export const ALL_TYPES: readonly RecordType[] = [
  "person",
  ...Object.keys(RECORD_TYPES)
    .filter(isRecordType)
    .filter((type) => type !== "person"),
];
