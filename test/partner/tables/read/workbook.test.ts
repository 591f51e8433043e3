import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { openTable } from "../../../../services/partner/import/read/open-table.js";
import { formatOf, showNumber } from "../../../../services/partner/import/read/sheet-numbers.js";
import { workbookXml, type XmlSheet } from "../../../kit/tables/workbook-xml.js";
import { craftPart, writeCraftedZip, writeZip, type CraftedPart } from "../../../kit/tables/write-zip.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-workbook-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(write: (path: string) => Promise<void>) {
  const path = join(folder, "classeur.xlsx");
  await write(path);
  const table = await openTable({ path });
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

const parts = (rows: XmlSheet["rows"]) => workbookXml({ sheets: [{ name: "x", rows }] });
const SOUND = parts([
  ["id", "name"],
  ["1", "Zoé"],
]);
const SHEET = "xl/worksheets/sheet1.xml";

/** A sound workbook with some parts replaced or added. */
async function readWith(changed: Readonly<Record<string, string>>) {
  return read((path) => writeZip(path, { ...SOUND, ...changed }));
}

const readCrafted = (part: CraftedPart) =>
  read((path) => {
    const others = Object.entries(SOUND).filter(([name]) => name !== part.name);
    return writeCraftedZip(path, [...others.map(([name, content]) => craftPart(name, content)), part]);
  });

describe("numbers of a sheet", () => {
  it.each([
    ["0", "General", false, "0"],
    ["12", "0.00", false, "12"],
    ["0.1", "General", false, "0.1"],
    ["0.30000000000000004", "General", false, "0.3"],
    ["33612345678", "General", false, "33612345678"],
    ["1.2E+21", "General", false, "1200000000000000000000"],
    ["1000", "00000", false, "01000"],
    ["1", "dd/mm/yyyy", false, "1900-01-01"],
    ["59", "d-mmm", false, "1900-02-28"],
    ["61", "d-mmm", false, "1900-03-01"],
    ["45691", "dd/mm/yyyy", false, "2025-02-03"],
    ["45691.5", "dd/mm/yyyy", false, "2025-02-03"],
    ["45691.5", "dd/mm/yyyy hh:mm", false, "2025-02-03T12:00:00"],
    ["44229", "yyyy-mm-dd", true, "2025-02-03"],
    ["0.604166666666667", "hh:mm", false, "14:30"],
    ["0.604166666666667", "[h]:mm:ss", false, "14:30"],
    ["18000", '#,##0.00 "days"', false, "18000"],
    ["18000", "[Red]#,##0\\ [$€-40C]", false, "18000"],
    ["-1", "dd/mm/yyyy", false, "-1"],
    ["99999999", "dd/mm/yyyy", false, "99999999"],
    ["not a number", "General", false, "not a number"],
  ])("%s of the format %s (from 1904: %s) reads %s", (text, code, isFrom1904, shown) => {
    expect(showNumber(text, formatOf(200, code), isFrom1904)).toBe(shown);
  });

  it("are dates too by the formats that have no code", () => {
    expect([14, 22, 20, 9, 0].map((id) => showNumber("45691.25", formatOf(id, undefined), false))).toEqual([
      "2025-02-03",
      "2025-02-03T06:00:00",
      "2025-02-03T06:00:00",
      "45691.25",
      "45691.25",
    ]);
  });
});

describe("a workbook", () => {
  it("is read with prefixed names, cells without references, and texts in several runs", async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row><x:row r="7"><x:c><x:v>1</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const shared =
      "<sst><si><t>id</t></si><si><r><t>Z</t></r><r><t xml:space='preserve'>oé </t></r><rPh><t>no</t></rPh></si></sst>";
    const { columns, rows } = await readWith({ [SHEET]: sheet, "xl/sharedStrings.xml": shared });
    expect(columns).toEqual(["id", "name"]);
    expect(rows.map(({ line, cells }) => [line, ...cells.values()])).toEqual([[7, "1", "Zoé"]]);
  });

  it("is read from the sheet that has the columns, when the first only says how to fill them in", async () => {
    const sheets = [
      { name: "Aide", rows: [["Comment remplir"], ["id : un numéro", "un nom"]] },
      {
        name: "Liste",
        rows: [
          ["id", "name"],
          ["1", "Zoé"],
        ],
      },
      {
        name: "Autre liste",
        rows: [
          ["id", "name"],
          ["2", "Awa"],
        ],
      },
    ];
    const path = join(folder, "aide.xlsx");
    await writeZip(path, workbookXml({ sheets }));
    expect((await openTable({ path, required: ["id", "name"] })).sheet).toBe("Liste");
    expect((await openTable({ path })).sheet).toBe("Aide");
  });

  it("says so when it has no sheet, or a text that it does not hold", async () => {
    await expect(readWith({ "xl/workbook.xml": "<workbook/>" })).rejects.toThrow(/without a sheet/);
    const sheet = "<w><row><c t='inlineStr'><is><t>id</t></is></c></row><row><c t='s'><v>9</v></c></row></w>";
    const { rows } = await readWith({ [SHEET]: sheet });
    expect(rows[0]?.warnings).toMatchObject([{ column: "id", got: { en: expect.stringContaining("does not hold") } }]);
  });
});

describe("limits of a workbook", () => {
  const row = (cell: string) => `<w><row><c t="inlineStr"><is><t>id</t></is></c></row>${cell}</w>`;

  it.each<readonly [string, RegExp, Readonly<Record<string, string>>]>([
    ["XML a hundred levels deep", /at most 64 levels/, { [SHEET]: "<a>".repeat(100) }],
    [
      "five megabytes between two tags",
      /4,194,304 characters/,
      { [SHEET]: row(`<row><c t="str"><v>${randomText(5e6)}</v></c></row>`) },
    ],
    [
      "a cell beyond the thousandth column",
      /at most 1,000 columns/,
      { [SHEET]: row('<row><c r="ZZZ2"><v>1</v></c></row>') },
    ],
    ["a row beyond the last that Excel has", /at most 1,048,576 rows/, { [SHEET]: row('<row r="2000000"/>') }],
    ["a row whose number is none", /at most 1,048,576 rows/, { [SHEET]: row('<row r="x"/>') }],
    ["XML that ends early", /damaged/, { [SHEET]: "<w><row>" }],
    ["an entity that nothing defines", /damaged/, { [SHEET]: row("<row><c><v>&x;</v></c></row>") }],
    [
      "thousands of parts",
      /at most 2,000 parts/,
      Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`p${at}`, ""])),
    ],
  ])("J03: refuses %s", async (_, reason, changed) => {
    await expect(readWith(changed)).rejects.toThrow(reason);
  });

  it("J03: leaves out a text longer than a cell may hold, with a warning", async () => {
    const { rows } = await readWith({
      [SHEET]:
        parts([
          ["id", "name"],
          ["1", "x".repeat(32_768)],
        ])[SHEET] ?? "",
    });
    expect(rows[0]?.warnings).toMatchObject([{ column: "name", got: { en: "32,768 characters" } }]);
  });

  it("J03: believes no size: neither a part that says it is small nor one that says it is large", async () => {
    const sheet = SOUND[SHEET] ?? "";
    await expect(readCrafted({ ...craftPart(SHEET, sheet), size: 5 })).rejects.toThrow(/too many bytes/);
    await expect(readCrafted({ ...craftPart(SHEET, sheet), size: 4e9 })).rejects.toThrow(/hundreds of times/);
    const packed = deflateRawSync("<a>".repeat(8e6));
    await expect(readCrafted({ name: SHEET, packed, size: 24e6, crc: 0 })).rejects.toThrow(/hundreds of times/);
  });
});

/** Text that does not pack well. */
function randomText(length: number): string {
  let [text, state] = ["", 1];
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text;
}
