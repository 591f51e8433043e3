// What the rows of a table are, when no column says it. In: the names of the file and the sheet, and the header. Out: a
// record type with what it was told by, or nothing.
import { RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { fold } from "../../../schema/fold.js";
import { typeOfWord } from "./cell-words.js";
import type { Header } from "./header.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";

export interface ToldType {
  readonly type: RecordType;
  readonly by: Phrase;
}

export interface TypeHints {
  readonly file: string;
  readonly sheet: string | null;
  readonly header: Header;
}

/** The type of a table's rows: by the name of its file, of its sheet, or by columns that only one type has. */
export function tellType({ file, sheet, header }: TypeHints): ToldType | null {
  const byFile = typeOfName(file.replace(/\.[^.]*$/, ""));
  if (byFile !== undefined) return { type: byFile, by: told("fromFileName") };
  const bySheet = sheet === null ? undefined : typeOfName(sheet);
  if (bySheet !== undefined) return { type: bySheet, by: told("fromSheetName") };
  const byColumns = typeOfColumns(header);
  return byColumns === undefined ? null : { type: byColumns, by: told("fromColumns") };
}

/** The one type that the words of a name stand for. */
function typeOfName(name: string): RecordType | undefined {
  const words = fold(name).split(/[^a-z]+/);
  const types = new Set(words.map((word) => (word === "" ? undefined : typeOfWord(word))));
  types.delete(undefined);
  const [only, ...others] = types;
  return others.length === 0 ? only : undefined;
}

function typeOfColumns(header: Header): RecordType | undefined {
  const types = Object.keys(RECORD_TYPES) as RecordType[]; // keys of a const object
  const sources = types.map((type) => ({ type, names: new Set(header.columnsOf(type).values()) }));
  const withOwn = sources.filter(({ type, names }) =>
    [...names].some((name) => sources.every((other) => other.type === type || !other.names.has(name))),
  );
  return withOwn.length === 1 ? withOwn[0]?.type : undefined;
}
