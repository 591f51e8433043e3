import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { columnsOf, readerOf } from "../../../services/partner/import/column-readers.js";
import { readHeader } from "../../../services/partner/import/header.js";
import { HEADER_NAMES, IDENTITY_NAMES } from "../../../services/partner/import/header-names.js";
import { say, type Phrase } from "../../../services/partner/import/phrase.js";
import { columnTables, notesOf, templateOf } from "../../../services/partner/import/table-page.js";
import { countsOf, startPartnerImporter, type PartnerImporter } from "../kit/partner-importer.js";

const TYPES = Object.keys(RECORD_TYPES) as RecordType[]; // keys of a const object
const BOTH = ["en", "fr"] as const;

let importer: PartnerImporter;
beforeAll(async () => {
  importer = await startPartnerImporter();
});
afterAll(() => importer.stop());

/** The text of a file of the documentation as it is; as it must be when it is written anew (`GOLDEN=write`). */
async function documented(name: string, made: (before: string) => string): Promise<string> {
  const path = join(PROJECT_ROOT, "docs", name);
  const isWritten = process.env["GOLDEN"] === "write";
  const before = await readFile(path, "utf8").catch(() => "");
  if (isWritten) await writeFile(path, made(before));
  return isWritten ? made(before) : before;
}

const COLUMNS = /(?<=<!-- columns: .* -->\n)[^]*(?=<!-- end of columns -->)/;

describe("the documentation of the table format", () => {
  it.each([
    ["en", "table-format.md"],
    ["fr", "table-format.fr.md"],
  ] as const)("shows in %s the columns that the importer knows", async (language, name) => {
    const tables = `\n${columnTables(language)}\n\n`;
    const text = await documented(name, (before) => before.replace(COLUMNS, () => tables));
    expect(COLUMNS.exec(text)?.[0]).toBe(tables);
  });

  it.each(TYPES)("has a note and names in both languages for every column of the type %s", (type) => {
    const names = { ...IDENTITY_NAMES, ...HEADER_NAMES };
    const columns = columnsOf(type);
    expect(
      Object.keys(notesOf(type))
        .filter((column) => !["type", "id"].includes(column))
        .sort(),
    ).toEqual(columns.toSorted());
    for (const column of columns)
      for (const language of BOTH) expect([column, names[column]?.[language]]).not.toEqual([column, []]);
  });

  it.each(TYPES)(
    "means by every name of a column of the type %s that column, unless another has it as its own",
    (type) => {
      for (const column of columnsOf(type)) {
        const [french = ""] = HEADER_NAMES[column]?.fr ?? IDENTITY_NAMES[column]?.fr ?? [];
        for (const name of [column, french, french.toUpperCase(), `${french} (facultatif)`])
          expect([name, readHeader([name]).columnsOf(type).get(column)]).toEqual([name, name]);
      }
    },
  );
});

describe("the examples of the documentation", () => {
  it.each(TYPES)("are cells that can be read, for the type %s", (type) => {
    const warnings: string[] = [];
    for (const [column, { example }] of Object.entries(notesOf(type))) {
      const warn = (expected: Phrase) => void warnings.push(`${column}: ${expected.en}`);
      const place = {
        partner: "ours",
        type,
        timeZone: "UTC",
        warn,
        refer: (_: string, id: string) => id,
        isRecord: () => true,
      };
      for (const language of BOTH) readerOf(type, column)?.(say(example, language), place);
    }
    expect(warnings).toEqual([]);
  });
});

describe("templates", () => {
  it.each(TYPES.flatMap((type) => BOTH.map((language) => [type, language] as const)))(
    "imports the template for the type %s (%s) without a fault, as it is in the documentation",
    async (type, language) => {
      const name = `${type}.${language}.csv`;
      const text = await documented(`templates/${name}`, () => templateOf(type, language));
      expect(text).toBe(templateOf(type, language));
      const report = await importer.run(text, { name, partner: `template-${language}` });
      expect(report.faults).toEqual([]);
      expect(countsOf(report)).toEqual({ created: 2, changed: 0, unchanged: 0, deleted: 0, refused: 0 });
    },
  );

  it("hold the same in both languages", async () => {
    const [english, french] = await Promise.all(
      BOTH.map((language) => importer.rows("person", `template-${language}`)),
    );
    const facts = (rows: typeof english) =>
      rows?.map(({ expertise, offers, languages, visibility }) => ({ expertise, offers, languages, visibility }));
    expect(facts(french)).toEqual(facts(english));
  });
});
