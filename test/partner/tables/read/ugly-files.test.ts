import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { PROJECT_ROOT } from "../../../../schema/sdl.js";
import { openTable } from "../../../../services/partner/import/read/open-table.js";
import { TableFault, type Table, type TableRow } from "../../../../services/partner/import/read/table.js";
import type { UglyFile } from "../../../kit/tables/ugly-file.js";
import { uglyFiles } from "../../../kit/tables/ugly-files.js";
import type { LargeRead } from "../../../kit/tables/read-large.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-ugly-"));
});
afterAll(() => rm(folder, { recursive: true }));

const KNOWN = new Set(["identifiant", "nom", "résumé", "compétences", "consentement", "id", "name"]);
const isColumn = (name: string) => KNOWN.has(name);

interface Read {
  readonly table: Table;
  readonly rows: readonly TableRow[];
}

async function read(name: string): Promise<Read | TableFault> {
  try {
    const table = await openTable({ path: join(folder, name), isColumn });
    const rows: TableRow[] = [];
    for await (const row of table.rows) rows.push(row);
    return { table, rows };
  } catch (error) {
    if (error instanceof TableFault) return error;
    throw error;
  }
}

async function readUgly(name: string): Promise<Read> {
  await uglyFiles.find((file) => file.name === name)?.write(join(folder, name));
  const result = await read(name);
  if (result instanceof TableFault) throw result;
  return result;
}

const cellsOf = ({ rows }: Read) => rows.map(({ cells }) => Object.fromEntries(cells));
const notesOf = ({ table }: Read) => table.notes.map(({ line, said }) => `${line}: ${said.en}`);

describe("ugly files", () => {
  it("are thirty at least", () => {
    expect(uglyFiles.length).toBeGreaterThanOrEqual(30);
    expect(new Set(uglyFiles.map(({ name }) => name)).size).toBe(uglyFiles.length);
  });

  const caseOf = ({ name }: UglyFile) => (/\.xls/.test(name) ? "J03" : "J02");
  it.each(uglyFiles.map((file) => [caseOf(file), file.name, file.what, file] as const))(
    "%s: %s (%s) is read, or refused with a reason, and nothing is lost in silence",
    async (_, name, __, file) => {
      await file.write(join(folder, name));
      const result = await read(name);
      if (file.reads === null) {
        expect(result).toBeInstanceOf(TableFault);
        if (!(result instanceof TableFault)) return;
        const { expected, got } = result.fault;
        expect(expected.en).not.toBe(expected.fr);
        expect(got).not.toBe("");
        return;
      }
      if (result instanceof TableFault) throw result;
      const faults = result.rows.filter(({ fault }) => fault !== null);
      expect({ rows: result.rows.length - faults.length, faults: faults.length }).toEqual(file.reads);
    },
  );

  it("J02: every line of a text that is not empty is a row, a fault, the header, or named in a note", async () => {
    for (const file of uglyFiles.filter(({ name, reads }) => name.endsWith(".csv") && reads !== null)) {
      const read = await readUgly(file.name);
      const text = readFileSync(join(folder, file.name), "latin1").replaceAll(/\r\n?/g, "\n");
      const told = new Set([read.table.headerLine]);
      for (const { line, untilLine } of read.rows) for (let at = line; at <= untilLine; at++) told.add(at);
      const above = read.table.notes.filter(({ said }) => said.en.includes("above")).map(({ said }) => said.en);
      const untold = text.split("\n").flatMap((line, at) => (told.has(at + 1) || /^;*$/.test(line) ? [] : [at + 1]));
      for (const line of untold.filter((line) => !text.split("\n")[line - 1]?.startsWith("sep=")))
        expect([file.name, line, above.join(" ")]).toEqual([file.name, line, expect.stringContaining(String(line))]);
    }
  });
});

describe("what ugly files hold", () => {
  it("is the same people, whatever the encoding, the separator and the line ends", async () => {
    const wanted = cellsOf(await readUgly("marque-utf8.csv"));
    expect(wanted).toHaveLength(8);
    expect(wanted[2]).toMatchObject({ nom: "Loïc Perrault", résumé: "Budget d’association" });
    for (const name of [
      "excel-france.csv",
      "unicode.txt",
      "tabulations.txt",
      "sep.csv",
      "titre-au-dessus.csv",
      "mac.csv",
      "encodages-melanges.csv",
      "zeros.csv",
    ])
      expect([name, cellsOf(await readUgly(name))]).toEqual([name, wanted]);
  });

  it("is told with notes where something was guessed or left out", async () => {
    expect(notesOf(await readUgly("encodages-melanges.csv"))).toEqual([
      "3: Most of the text is UTF-8, some lines are Windows-1252: 3, 4. Look whether their accents are right.",
    ]);
    expect(notesOf(await readUgly("titre-au-dessus.csv"))).toEqual([
      "1: What stands above the column names was not read (lines 1, 2).",
    ]);
    expect(notesOf(await readUgly("zeros.csv"))).toEqual([
      "2: Characters that cannot be seen were taken out (rows: 3).",
    ]);
  });

  it("is told of rows that cannot be read, by their lines", async () => {
    const faultsOf = ({ rows }: Read) =>
      rows.flatMap(({ line, untilLine, fault }) => (fault === null ? [] : [[line, untilLine, fault.got]]));
    expect(faultsOf(await readUgly("lignes-inegales.csv"))).toEqual([
      [3, 3, { en: "2 cells", fr: "2 cellules" }],
      [4, 4, { en: "7 cells", fr: "7 cellules" }],
    ]);
    const [[line, untilLine, got] = []] = faultsOf(await readUgly("guillemet-ouvert.csv"));
    expect([line, untilLine]).toEqual([3, 4]);
    expect(got).toMatchObject({ fr: expect.stringContaining("les lignes 3 à 4 n'ont pas été lues") });
  });

  it("leaves out a cell of ten megabytes with a warning, and keeps its row and the next", async () => {
    const { rows } = await readUgly("longue-ligne.csv");
    expect(rows.map(({ warnings }) => warnings.map(({ column }) => column))).toEqual([["résumé"], []]);
  });

  it("J03: of a workbook is values only, dates as people see them, and errors are warnings", async () => {
    expect(cellsOf(await readUgly("dates.xlsx"))).toEqual([
      { identifiant: "00101", nom: "Zoé Kerléau", résumé: "4.6", consentement: "2025-02-03" },
      { identifiant: "00102", nom: "Awa\nDiombé", résumé: "true", consentement: "2025-02-04T14:30:00" },
    ]);
    const formulas = await readUgly("formules.xlsx");
    expect(cellsOf(formulas)[0]).toEqual({ identifiant: "p1", nom: "Zoé Kerléau", consentement: "03/02/2025" });
    expect(formulas.rows[0]?.warnings).toMatchObject([
      { column: "résumé", got: { en: "a formula without its result" } },
    ]);
    const errors = await readUgly("erreurs.xlsx");
    expect(errors.rows.flatMap(({ line, warnings }) => warnings.map(({ column }) => [line, column]))).toEqual([
      [2, "résumé"],
      [3, "nom"],
    ]);
  });

  it("J03: of a workbook is its first sheet that is seen, hidden rows included; macros are not looked at", async () => {
    const macros = await readUgly("macros.xlsm");
    expect(macros.table.sheet).toBe("Bénévoles");
    expect(macros.rows.map(({ line }) => line)).toEqual([2, 3]);
    expect(notesOf(macros)).toEqual([
      "1: The sheet “Bénévoles” was read; not read: “Listes”, “Archives & divers”.",
      "1: The workbook has macros; they were not looked at.",
      "3: Rows that are hidden in the sheet and were read like the others: 1.",
    ]);
  });

  it("takes column names from cells that are merged with those above", async () => {
    const merged = await readUgly("entetes-fusionnes.xlsx");
    expect(merged.table).toMatchObject({ columns: ["identifiant", "nom", "résumé", "consentement"], headerLine: 4 });
    expect(cellsOf(merged)[0]).toMatchObject({ identifiant: "p1", consentement: "03/02/2025" });
  });
});

describe("files of attackers", () => {
  it.each([
    ["bombe.xlsx", /unpacks to hundreds of times/],
    ["tailles-fausses.xlsx", /too many bytes/],
    ["chemin.xlsx", /invalid relative path/],
    ["chiffre.xlsx", /password/],
    ["entites.xlsx", /DTD/],
    ["entite-externe.xlsx", /DTD/],
    ["mot-de-passe.xlsx", /password/],
    ["ancien.xls", /old Excel file/],
    ["archive.zip", /compressed folder/],
    ["lettre.docx", /Word/],
    ["publie.csv", /sign in/],
    ["proto.csv", /reserved/],
  ])("J02, J03: %s is refused with the reason", async (name, reason) => {
    await uglyFiles.find((file) => file.name === name)?.write(join(folder, name));
    const before = process.memoryUsage().rss;
    const result = await read(name);
    expect(String(result)).toMatch(reason);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
    expect(existsSync("/tmp/maillage-slip.xml")).toBe(false);
  });
});

it("J02: a file of 100 MB is read row by row, in memory that does not grow with it", async () => {
  const program = pathToFileURL(join(PROJECT_ROOT, "dist/test/kit/tables/read-large.js")).href;
  const script = `import { readLarge } from "${program}"; console.log(JSON.stringify(await readLarge(process.argv[1], 100e6)))`;
  const args = ["--input-type=module", "-e", script, join(folder, "grand.csv")];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const read = JSON.parse(stdout) as LargeRead; // our own program's
  expect(read.rows).toBeGreaterThan(200_000);
  expect(read.sound).toBe(read.rows);
  expect(read.grownBytes).toBeLessThan(150e6);
});
