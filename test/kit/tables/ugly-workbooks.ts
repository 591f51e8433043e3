// Ugly workbooks. In: nothing. Out: Excel files as people make them, and such as only an attacker makes.
import { writeFile } from "node:fs/promises";
import type { UglyFile } from "./ugly-file.js";
import { sheetXml, workbookXml, type XmlSheet, type XmlWorkbook } from "./workbook-xml.js";
import { craftBomb, craftPart, writeCraftedZip, writeZip, type CraftedPart } from "./write-zip.js";

const HEADER = ["identifiant", "nom", "résumé", "consentement"];
const ZOE = ["p1", "Zoé Kerléau", "Anime le café des aidants", "03/02/2025"];
const AWA = ["p2", "Awa Diombé", "Écoute téléphonique", "04/02/2025"];

const people = (rows: XmlSheet["rows"]): XmlWorkbook => ({ sheets: [{ name: "Bénévoles", rows: [HEADER, ...rows] }] });
const SOUND = workbookXml(people([ZOE, AWA]));
const SHEET = "xl/worksheets/sheet1.xml";

type Parts = Readonly<Record<string, string>>;

function workbook(name: string, what: string, parts: Parts, reads: UglyFile["reads"]): UglyFile {
  return { name, what, reads, write: (path) => writeZip(path, parts) };
}

/** A workbook of which one part is crafted. */
function crafted(name: string, what: string, craft: () => CraftedPart): UglyFile {
  const write = (path: string) => {
    const part = craft();
    const others = Object.entries(SOUND).filter(([other]) => other !== part.name);
    return writeCraftedZip(path, [...others.map(([other, content]) => craftPart(other, content)), part]);
  };
  return { name, what, reads: null, write };
}

function bytes(name: string, what: string, content: Buffer): UglyFile {
  return { name, what, reads: null, write: (path) => writeFile(path, content) };
}

const OLD_CONTAINER = Buffer.from("d0cf11e0a1b11ae1", "hex");
const [ROWS_BEFORE = "", ROWS_AFTER = ""] = sheetXml({ name: "", rows: [HEADER, ZOE] }).split("</sheetData>");
const ENTITIES = Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join("");

export const UGLY_WORKBOOKS: readonly UglyFile[] = [
  workbook("classeur.xlsx", "an ordinary workbook", SOUND, { rows: 2, faults: 0 }),
  workbook(
    "entetes-fusionnes.xlsx",
    "a header of two rows, with merged cells, under a title",
    workbookXml({
      sheets: [
        {
          name: "Annuaire",
          rows: [
            ["Annuaire des bénévoles"],
            [],
            ["identifiant", "Personne", null, "consentement"],
            [null, "nom", "résumé", null],
            ZOE,
            AWA,
          ],
          merges: ["A1:D1", "A3:A4", "B3:C3", "D3:D4"],
        },
      ],
    }),
    { rows: 2, faults: 0 },
  ),
  workbook(
    "formules.xlsx",
    "formulas with and without their results",
    workbookXml(
      people([
        [
          "p1",
          { t: "str", f: 'CONCATENATE("Zoé"," Kerléau")', v: "Zoé Kerléau" },
          { f: 'HYPERLINK("http://exemple.invalid")' },
          "03/02/2025",
        ],
        AWA,
      ]),
    ),
    { rows: 2, faults: 0 },
  ),
  workbook(
    "dates.xlsx",
    "dates as numbers, codes as numbers, texts that are shared",
    workbookXml({
      ...people([
        [{ v: 101, s: 2 }, { t: "s", v: 0 }, { v: "4.5999999999999996" }, { v: 45691, s: 0 }],
        [
          { v: 102, s: 2 },
          { t: "s", v: 1 },
          { t: "b", v: 1 },
          { v: 45692.6041666667, s: 1 },
        ],
      ]),
      formats: [14, "dd/mm/yyyy hh:mm", "00000"],
      shared: ["Zoé Kerléau", "Awa_x000D_\nDiombé"],
    }),
    { rows: 2, faults: 0 },
  ),
  workbook(
    "erreurs.xlsx",
    "errors of formulas",
    workbookXml(
      people([
        ["p1", "Zoé Kerléau", { t: "e", f: "A1/0", v: "#DIV/0!" }, "03/02/2025"],
        ["p2", { t: "e", v: "#REF!" }, "", "04/02/2025"],
      ]),
    ),
    { rows: 2, faults: 0 },
  ),
  workbook(
    "macros.xlsm",
    "macros, hidden sheets, hidden rows, further sheets",
    {
      ...workbookXml({
        sheets: [
          { name: "Listes", state: "hidden", rows: [["x"]] },
          { name: "Bénévoles", rows: [HEADER, ZOE, AWA], hiddenRows: [3] },
          { name: "Archives & divers", rows: [["ancien"]] },
        ],
      }),
      "xl/vbaProject.bin": "Sub AutoOpen()",
    },
    { rows: 2, faults: 0 },
  ),
  crafted("bombe.xlsx", "a sheet that unpacks to 1 GB", () =>
    craftBomb(SHEET, {
      before: ROWS_BEFORE,
      block: `<row>${"<c><v>0</v></c>".repeat(900)}</row>`.repeat(1000),
      times: 80,
      after: `</sheetData>${ROWS_AFTER}`,
    }),
  ),
  crafted("tailles-fausses.xlsx", "a directory that says the sheet is small", () => ({
    ...craftPart(SHEET, SOUND[SHEET] ?? ""),
    size: 20,
  })),
  crafted("chemin.xlsx", "a part that wants to be written elsewhere", () =>
    craftPart("../../../../tmp/maillage-slip.xml", "<x/>"),
  ),
  crafted("chiffre.xlsx", "a sheet that is encrypted", () => ({
    ...craftPart(SHEET, SOUND[SHEET] ?? ""),
    isEncrypted: true,
  })),
  workbook(
    "entites.xlsx",
    "a billion laughs: entities within entities",
    {
      ...SOUND,
      "xl/sharedStrings.xml": `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "ha">${ENTITIES}]><sst><si><t>&a9;</t></si></sst>`,
    },
    null,
  ),
  workbook(
    "entite-externe.xlsx",
    "an entity that is a file of the machine",
    {
      ...SOUND,
      [SHEET]: (SOUND[SHEET] ?? "").replace(
        "<worksheet",
        '<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet',
      ),
    },
    null,
  ),
  workbook("archive.zip", "a folder, compressed", { "annuaire/liste.csv": "nom\nZoé\n" }, null),
  workbook("lettre.docx", "a letter", { "word/document.xml": "<w/>" }, null),
  bytes("ancien.xls", "an Excel file of before 2007", Buffer.concat([OLD_CONTAINER, Buffer.alloc(2000)])),
  bytes(
    "mot-de-passe.xlsx",
    "a workbook with a password",
    Buffer.concat([OLD_CONTAINER, Buffer.alloc(500), Buffer.from("EncryptedPackage", "utf16le")]),
  ),
  bytes(
    "libre.ods",
    "a LibreOffice spreadsheet",
    Buffer.from("PK\u0003\u0004………………mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
  ),
  bytes(
    "photo.csv",
    "a picture of a table",
    Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(100)]),
  ),
  bytes("coupe.xlsx", "a download that was cut", Buffer.from("PK\u0003\u0004 and no more")),
];
