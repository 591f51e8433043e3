import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unguardCell } from "../../../../schema/guarded-cell.js";
import { openTable } from "../../../../services/partner/import/read/open-table.js";
import { TableFault, type TableSource } from "../../../../services/partner/import/read/table.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-csv-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, source: Partial<TableSource> = {}) {
  const path = join(folder, "table.csv");
  await writeFile(path, content);
  const table = await openTable({ path, ...source });
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows };
}

async function faultOf(content: string, source: Partial<TableSource> = {}) {
  const error = await read(content, source).catch((error: unknown) => error);
  return error instanceof TableFault ? error.fault : error;
}

const NAMES = ["id", "name", "city", "notes"];
/** Characters that Windows-1252 has, those of CSV among them. */
const signs = fc.constantFrom(..."abcé’œ€ ,;|\t\n\"'=-".split(""));
const cell = fc.string({ unit: signs, maxLength: 12 }).map((text) => text.trim());
const rows = fc.array(fc.tuple(fc.constantFrom("a1", "b2"), cell, cell, cell), { minLength: 1, maxLength: 12 });
const dialect = fc.record({
  separator: fc.constantFrom(",", ";", "\t", "|"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("utf-8", "marked", "utf-16le", "utf-16be", "windows-1252"),
  quotesAll: fc.boolean(),
});

function encode(text: string, encoding: string): Buffer {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "marked") return Buffer.from(`\ufeff${text}`);
  if (encoding === "utf-16le") return Buffer.from(`\ufeff${text}`, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  fc.pre(!/é[’œ€]{2}/.test(text)); // nobody can tell these bytes from "递"
  return Buffer.from(text.replaceAll("’", "\u0092").replaceAll("œ", "\u009c").replaceAll("€", "\u0080"), "latin1");
}

describe("any table", () => {
  it("J02: reads back equal, less what guards formulas, whatever the separator, the encoding, the line ends and the quotes", async () => {
    await fc.assert(
      fc.asyncProperty(rows, dialect, async (table, { separator, end, encoding, quotesAll }) => {
        const quote = (text: string) =>
          quotesAll || /["\n,;|\t]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll("\n", end)}"` : text;
        const text = [NAMES, ...table].map((cells) => cells.map(quote).join(separator) + end).join("");
        const result = await read(encode(text, encoding), { required: NAMES });
        const wanted = table.map((cells) =>
          Object.fromEntries(cells.flatMap((text, at) => (text === "" ? [] : [[NAMES[at], unguardCell(text)]]))),
        );
        expect(result.rows.map(({ cells }) => Object.fromEntries(cells))).toEqual(wanted);
        let line = 2;
        for (const [at, row] of result.rows.entries()) {
          expect([row.line, row.fault]).toEqual([line, null]);
          line += 1 + (table[at]?.join("").split("\n").length ?? 1) - 1;
          expect(row.untilLine).toBe(line - 1);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("a table of one column", () => {
  it.each([",", ";", "\t", "|"])("is not cut at a %j in its texts", async (sign) => {
    const text = `care${sign} at night`;
    const { columns, rows } = await read(`notes\n${text}\n`, {
      required: ["notes"],
      separator: sign === "," ? ";" : ",",
    });
    expect(columns).toEqual(["notes"]);
    expect(rows.map(({ cells }) => cells.get("notes"))).toEqual([text]);
  });
});

describe("the header of a text", () => {
  it("is found below titles by the names that are known", async () => {
    const { columns, headerLine, rows } = await read('Our people, 2025\n\n"a, b",c\nid,name\n1,Zoé\n', {
      isColumn: (name) => NAMES.includes(name),
    });
    expect({ columns, headerLine, lines: rows.map(({ line }) => line) }).toEqual({
      columns: ["id", "name"],
      headerLine: 4,
      lines: [5],
    });
  });

  it("must have what is required, each column once, and no reserved names", async () => {
    const required = ["id", "name"];
    expect(await faultOf("id,nom\n1,x\n", { required })).toMatchObject({ line: 1, column: "name" });
    expect(await faultOf("id,name,name\n1,x,y\n", { required })).toMatchObject({
      column: "name",
      got: { en: "two columns of this name" },
    });
    expect(await faultOf("id,name,constructor\n1,x,y\n", { required })).toMatchObject({ column: "constructor" });
    expect(await faultOf("")).toMatchObject({ got: { fr: "un fichier vide" } });
    expect(await faultOf(" \n\n;;\n")).toMatchObject({ got: { fr: "un fichier vide" } });
    expect(await faultOf(`id,${Array.from({ length: 1001 }, (_, at) => `c${at}`).join()}\n`)).toMatchObject({
      expected: { en: "at most 1,000 columns" },
    });
  });

  it("may have other columns twice or without a name: what they hold is told in a note", async () => {
    const { columns, rows, notes } = await read("id,name,x,x,\n1,Zoé,a,b,c\n2,Awa,a,,\n", { required: ["id", "name"] });
    expect(columns).toEqual(["id", "name", "x", ""]);
    expect(rows.map(({ fault }) => fault?.got)).toEqual([{ en: "5 cells", fr: "5 cellules" }, undefined]);
    expect(notes.map(({ said }) => said.en)).toEqual(["The column “x” is there twice; only the first was read."]);
    const unnamed = await read("id,,name\n1,lost,Zoé\n", { required: ["id", "name"] });
    expect(unnamed.notes.map(({ said }) => said.en)).toEqual([
      "Column B has no name; what it holds was not read (rows: 1).",
    ]);
  });

  it("takes a name from the line above where a cell is merged", async () => {
    const { rows, notes } = await read("id,Person,\n,name,city\n1,Zoé,Rennes\n", {
      isColumn: (name) => NAMES.includes(name),
    });
    expect(Object.fromEntries(rows[0]?.cells ?? [])).toEqual({ id: "1", name: "Zoé", city: "Rennes" });
    expect(notes.map(({ said }) => said.en)).toContain(
      "The column name “id” was taken from the line above the other names.",
    );
  });
});

describe("a text that is not right", () => {
  it("keeps quotes that are no quotes, and cells after spaces", async () => {
    const { rows } = await read('id, "name" ,city\n1, "Zoé, dite ""Zo""" ,12" pipe\n', { required: ["id", "name"] });
    expect([...(rows[0]?.cells.values() ?? [])]).toEqual(["1", 'Zoé, dite "Zo"', '12" pipe']);
  });

  it("is given up where a row does not end, with the line on which it begins", async () => {
    const { rows } = await read(`id,name\n1,Zoé\n2,"${"never ends\n".repeat(1_200_000)}`);
    expect(rows.map(({ line, fault }) => [line, fault === null])).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(rows[1]?.fault?.got).toMatchObject({ en: expect.stringContaining("begins on line 3 and does not end") });
  });
});
