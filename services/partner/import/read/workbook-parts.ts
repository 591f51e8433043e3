// What a workbook (ECMA-376, part 1, §18) says about its sheets. In: an archive. Out: its sheets, the formats of its
// numbers, and the texts that its cells share.
import { posix } from "node:path";
import { workbookFault, type Archive } from "./archive.js";
import { MOST_SHARED_TEXT } from "./limits.js";
import { notTable } from "./detect-format.js";
import { otherFiles } from "./phrases-of-workbooks.js";
import { atMost, MORE, units } from "./phrases.js";
import { readXml } from "./walk-xml.js";
import { formatOf, type NumberFormat } from "./sheet-numbers.js";

/** A sheet of cells. */
export interface Sheet {
  readonly name: string;
  /** The part of the archive that holds it. */
  readonly part: string;
  readonly isHidden: boolean;
}

/** What is needed to read a sheet. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Whether days are counted from 1904, as old Macs did. */
  readonly isFrom1904: boolean;
  /** By the index that cells name. */
  readonly formats: readonly NumberFormat[];
  readonly texts: readonly string[];
}

/** Reads everything but the cells. Throws `TableFault`. */
export async function readWorkbookParts(archive: Archive): Promise<Workbook> {
  const main = [...archive.entries.keys()].find((name) => /^(?:[^/]+\/)?workbook\.xml$/.test(name));
  if (main === undefined) throw notTable(whatIs(archive));
  const { sheets, isFrom1904 } = await readSheets(archive, main);
  const folder = posix.dirname(main);
  return {
    sheets,
    isFrom1904,
    formats: await readFormats(archive, posix.join(folder, "styles.xml")),
    texts: await readSharedTexts(archive, posix.join(folder, "sharedStrings.xml")),
  };
}

function whatIs(archive: Archive) {
  if (archive.has("word/document.xml")) return otherFiles.word;
  return archive.has("xl/workbook.bin") ? otherFiles.xlsb : otherFiles.zip;
}

async function readSheets(archive: Archive, main: string) {
  const folder = posix.dirname(main);
  const parts = new Map<string, string>();
  await readXml(archive.read(posix.join(folder, "_rels", "workbook.xml.rels")), {
    open(name, { Id = "", Target = "", Type = "" }) {
      if (name !== "Relationship" || !Type.endsWith("/worksheet")) return;
      parts.set(Id, Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target));
    },
  });
  const sheets: Sheet[] = [];
  let isFrom1904 = false;
  await readXml(archive.read(main), {
    open(element, { name = "", state = "visible", date1904 = "0", ...rest }) {
      if (element === "workbookPr") isFrom1904 = date1904 === "1" || date1904 === "true";
      if (element !== "sheet") return;
      const part = parts.get(relationOf(rest));
      if (part !== undefined && archive.has(part)) sheets.push({ name, part, isHidden: state !== "visible" });
    },
  });
  return { sheets, isFrom1904 };
}

/** The attribute `r:id`, whatever prefix stands for relationships. */
function relationOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
}

async function readFormats(archive: Archive, part: string): Promise<NumberFormat[]> {
  const codes = new Map<string, string>();
  const formats: NumberFormat[] = [];
  let isInCells = false;
  if (!archive.has(part)) return formats;
  await readXml(archive.read(part), {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") codes.set(numFmtId, formatCode);
      if (name === "cellXfs") isInCells = true;
      if (name === "xf" && isInCells) formats.push(formatOf(Number(numFmtId), codes.get(numFmtId)));
    },
    close(name) {
      if (name === "cellXfs") isInCells = false;
    },
  });
  return formats;
}

const ENTRY_COST = 16; // an empty text takes room too

async function readSharedTexts(archive: Archive, part: string): Promise<string[]> {
  const texts: string[] = [];
  const gatherer = new TextGatherer();
  let size = 0;
  if (!archive.has(part)) return texts;
  await readXml(archive.read(part), {
    open: (name) => gatherer.open(name),
    text: (text) => gatherer.text(text),
    close(name) {
      gatherer.close(name);
      if (name !== "si") return;
      const text = gatherer.take();
      size += text.length + ENTRY_COST;
      if (size > MOST_SHARED_TEXT) throw workbookFault(atMost(MOST_SHARED_TEXT, units.characters), MORE);
      texts.push(text);
    },
  });
  return texts;
}

/** Puts together the runs of a rich text, without the readings of Japanese words. */
export class TextGatherer {
  #text = "";
  #isInText = false;
  #isInReading = false;

  open(name: string): void {
    if (name === "t") this.#isInText = true;
    if (name === "rPh") this.#isInReading = true;
  }

  text(text: string): void {
    if (this.#isInText && !this.#isInReading) this.#text += text;
  }

  close(name: string): void {
    if (name === "t") this.#isInText = false;
    if (name === "rPh") this.#isInReading = false;
  }

  /** The text, with the characters that XML cannot hold (`_x000D_`) put back. */
  take(): string {
    const text = this.#text;
    this.#text = "";
    if (!text.includes("_x")) return text;
    return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
