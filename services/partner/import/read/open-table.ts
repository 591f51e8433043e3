// Opening a table, whatever it is. In: a file. Out: its header, then rows one at a time. The format is that of the
// content, never of the name.
import { detectFormat } from "./detect-format.js";
import { openCsv } from "./read-csv.js";
import { openJson } from "./read-json.js";
import { openWorkbook } from "./read-workbook.js";
import type { Table, TableSource } from "./table.js";

/**
 * Opens a file and reads its header. Throws `TableFault` when it cannot be read, and the system's error when it is not
 * there. Rows are to be read to the end, or the iterator returned: the file is open until then.
 */
export async function openTable(source: TableSource): Promise<Table> {
  const format = await detectFormat(source.path);
  if (format.kind === "workbook") return openWorkbook(source);
  return format.kind === "json" ? openJson(source, format.bytes) : openCsv(source, format.bytes);
}
