// The cells of a row by the columns of the format. In: a row as the table has it, and its header. Out: what says which
// record it is; then, once its type is known, everything else.
import type { RecordType } from "../../../schema/record-id.js";
import type { Header } from "./header.js";
import { told } from "./phrases.js";
import type { Phrase } from "./phrase.js";
import type { Cells } from "./row-identity.js";
import { oneOfType } from "./type-phrases.js";

/** The cells that say which record a row is. A first and a last name make a name together. */
export function identityCells(cells: Cells, header: Header): Map<string, string> {
  const found = new Map<string, string>();
  for (const [column, source] of header.identity) {
    const text = cells.get(source);
    if (text !== undefined) found.set(column, text);
  }
  const first = found.get("firstName");
  const last = found.get("lastName") ?? found.get("name");
  const name = [first, last].filter((part) => part !== undefined).join(" ");
  if (first !== undefined || (last !== undefined && !found.has("name"))) found.set("name", name);
  found.delete("firstName");
  found.delete("lastName");
  return found;
}

export type ToldOfCell = (column: string, expected: Phrase, got: string) => void;

/** All cells of a row of a type; `warn` is told, by the table's own name, of cells that the type has no column for. */
export function cellsOfType(
  cells: Cells,
  { header, type }: { readonly header: Header; readonly type: RecordType },
  warn: ToldOfCell,
): Map<string, string> {
  const columns = header.columnsOf(type);
  const found = identityCells(cells, header);
  for (const [column, source] of columns) {
    const text = cells.get(source);
    if (text !== undefined && !found.has(column)) found.set(column, text);
  }
  const sources = header.sourcesOf(type);
  for (const [source, text] of cells)
    if (!sources.has(source)) warn(source, told("nothingForType", oneOfType(type)), text);
  return found;
}

/** The table's own name of a column, for messages. */
export function sourceName(header: Header, type: RecordType | undefined, column: string): string {
  const own = type === undefined ? undefined : header.columnsOf(type).get(column);
  const identity = header.identity.get(column) ?? (column === "name" ? header.identity.get("lastName") : undefined);
  return own ?? identity ?? column;
}
