// Reading an Excel workbook (.xlsx, .xlsm). In: a file. Out: the table of its first sheet that is not hidden, row by row.
import { Archive, asTableFault, workbookFault } from "./archive.js";
import { nameRows } from "./name-rows.js";
import { FORMULAS_KEPT, hiddenRows, MACROS_IGNORED, nameFromMerge, sheetRead } from "./phrases-of-workbooks.js";
import { expected, got } from "./phrases.js";
import { columnAt, SheetVisitor } from "./sheet-rows.js";
import type { RawRow, Table, TableNote, TableSource } from "./table.js";
import { readXml, walkXml } from "./walk-xml.js";
import { readWorkbookParts, type Sheet, type Workbook } from "./workbook-parts.js";

/** Opens a workbook. Throws `TableFault`; so do its rows, when the sheet turns out to be damaged or too large. */
export async function openWorkbook(source: TableSource): Promise<Table> {
  const archive = await Archive.open(source.path);
  try {
    const workbook = await readWorkbookParts(archive);
    const sheets = workbook.sheets.filter(({ isHidden }) => !isHidden);
    const [sheet] = sheets;
    if (sheet === undefined) throw workbookFault(expected.plainWorkbook, got.noSheet);
    const others = workbook.sheets.filter((other) => other !== sheet).map(({ name }) => name);
    const notes: TableNote[] = [{ line: 1, said: sheetRead(sheet.name, others) }];
    if (archive.has("xl/vbaProject.bin")) notes.push({ line: 1, said: MACROS_IGNORED });
    const rows = readRows({ archive, workbook, sheet, notes });
    const fillHeader = (header: RawRow, above: readonly RawRow[]) =>
      fillGaps(header, above, { path: source.path, sheet, notes });
    return await nameRows({ rows, notes, sheet: sheet.name, isWidthFixed: false, fillHeader }, source);
  } catch (error) {
    archive.close();
    throw asTableFault(error);
  }
}

interface OpenSheet {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly sheet: Sheet;
  readonly notes: TableNote[];
}

async function* readRows({ archive, sheet, notes, workbook }: OpenSheet): AsyncGenerator<RawRow, void> {
  const visitor = new SheetVisitor(workbook);
  try {
    for await (const _ of walkXml(archive.read(sheet.part), visitor)) yield* visitor.take();
    yield* visitor.take();
  } catch (error) {
    throw asTableFault(error);
  } finally {
    archive.close();
  }
  const { hiddenRows: hidden, firstHidden, hasFormulas } = visitor;
  if (hidden > 0) notes.push({ line: firstHidden, said: hiddenRows(hidden) });
  if (hasFormulas) notes.push({ line: 1, said: FORMULAS_KEPT });
}

interface MergedSheet {
  readonly path: string;
  readonly sheet: Sheet;
  readonly notes: TableNote[];
}

/** A cell of the header that is merged with the one above has its name there. Merges stand at the end of a sheet. */
async function fillGaps(header: RawRow, above: readonly RawRow[], { path, sheet, notes }: MergedSheet) {
  const width = Math.max(header.cells.length, ...above.map(({ cells }) => cells.length));
  const gaps = Array.from({ length: width }, (_, at) => at).filter((at) => (header.cells[at] ?? "").trim() === "");
  if (gaps.length === 0 || above.length === 0) return header;
  const merges = await readMerges(path, sheet, header.line);
  const cells = [...header.cells];
  for (const at of gaps) {
    const top = merges.find((merge) => merge.at === at)?.top;
    const name = above.find(({ line }) => line === top)?.cells[at] ?? "";
    while (cells.length < at) cells.push("");
    cells[at] = name;
    if (name !== "") notes.push({ line: header.line, said: nameFromMerge(name) });
  }
  return { ...header, cells };
}

/** The merged cells that begin above a row and reach it: the column and the row of their first cell. */
async function readMerges(path: string, sheet: Sheet, line: number) {
  const archive = await Archive.open(path); // a small sheet may have been read to its end already, and closed
  const merges: { readonly at: number; readonly top: number }[] = [];
  await readXml(archive.read(sheet.part), {
    open(name, { ref = "" }) {
      if (name !== "mergeCell") return;
      const [from = "", to = ""] = ref.split(":");
      const [top, bottom] = [lineOf(from), lineOf(to)];
      if (top < line && bottom >= line) merges.push({ at: columnAt(from), top });
    },
  }).finally(() => archive.close());
  return merges;
}

function lineOf(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? 0);
}
