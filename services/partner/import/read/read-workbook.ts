// Reading an Excel workbook (.xlsx, .xlsm). In: a file. Out: the table of one sheet, row by row: the
// first that is not hidden, or a later one when that has more of the columns.
import { Archive, asTableFault, workbookFault } from "./archive.js";
import { findHeader } from "./find-header.js";
import { HEADER_ROWS, SHEETS_LOOKED_AT } from "./limits.js";
import { nameRows } from "./name-rows.js";
import { FORMULAS_KEPT, hiddenRows, MACROS_IGNORED, sheetRead } from "./phrases-of-workbooks.js";
import { expected, got } from "./phrases.js";
import { SheetVisitor } from "./sheet-rows.js";
import type { RawRow, Table, TableNote, TableSource } from "./table.js";
import { walkXml } from "./walk-xml.js";
import { readWorkbookParts, type Sheet, type Workbook } from "./workbook-parts.js";

/** Opens a workbook. Throws `TableFault`; so do its rows, when the sheet turns out to be damaged or too large. */
export async function openWorkbook(source: TableSource): Promise<Table> {
  const archive = await Archive.open(source.path);
  try {
    const workbook = await readWorkbookParts(archive);
    const sheets = workbook.sheets.filter(({ isHidden }) => !isHidden);
    const sheet = await chooseSheet(sheets, { archive, workbook, source });
    if (sheet === undefined) throw workbookFault(expected.plainWorkbook, got.noSheet);
    const others = workbook.sheets.filter((other) => other !== sheet).map(({ name }) => name);
    const notes: TableNote[] = [{ line: 1, said: sheetRead(sheet.name, others) }];
    if (archive.has("xl/vbaProject.bin")) notes.push({ line: 1, said: MACROS_IGNORED });
    const rows = readRows({ archive, workbook, sheet, notes });
    return await nameRows({ rows, notes, sheet: sheet.name, isWidthFixed: false }, source);
  } catch (error) {
    archive.close();
    throw asTableFault(error);
  }
}

interface SheetChoice {
  readonly archive: Archive;
  readonly workbook: Workbook;
  readonly source: TableSource;
}

/** The sheet whose header has the most known names, the first of them: a first sheet may only say how to fill in. */
async function chooseSheet(sheets: readonly Sheet[], { archive, workbook, source }: SheetChoice) {
  let [chosen] = sheets;
  let most = 0;
  for (const sheet of sheets.length > 1 ? sheets.slice(0, SHEETS_LOOKED_AT) : []) {
    const visitor = new SheetVisitor(workbook);
    const rows: RawRow[] = [];
    for await (const _ of walkXml(archive.read(sheet.part), visitor))
      if (rows.push(...visitor.take()) >= HEADER_ROWS) break;
    const known = findHeader(rows, source)?.known ?? 0;
    if (known <= most) continue;
    most = known;
    chosen = sheet;
  }
  return chosen;
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
