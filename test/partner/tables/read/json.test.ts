import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTable } from "../../../../services/partner/import/read/open-table.js";
import { splitJsonList } from "../../../../services/partner/import/read/split-json.js";

async function read(content: string) {
  const folder = await mkdtemp(join(tmpdir(), "maillage-json-"));
  try {
    await writeFile(join(folder, "x.csv"), content);
    const table = await openTable({ path: join(folder, "x.csv") });
    const rows = [];
    for await (const row of table.rows) rows.push(row);
    return { ...table, rows };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe("a list of JSON", () => {
  it("is cut into its objects whatever they hold, and wherever the chunks of the file end", async () => {
    const value = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'a\\"{}[],\n é'.split("")) }),
      fc.constantFrom(null, 1, [], {}),
    );
    const objects = fc.array(fc.dictionary(fc.constantFrom("a", "b", '"'), fc.oneof(value, fc.array(value))), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (list, size, isIndented) => {
        const text = JSON.stringify(list, null, isIndented ? 1 : 0);
        const pieces = [];
        for await (const piece of splitJsonList(inPieces(text, size))) pieces.push(piece);
        expect(pieces.map(({ text }) => JSON.parse(text) as unknown)).toEqual(list);
        for (const { line, untilLine, text: object } of pieces)
          expect(untilLine - line).toBe(object.split("\n").length - 1);
      }),
      { numRuns: 200 },
    );
  });

  it("that ends too early is told, even between two objects", async () => {
    const { rows } = await read('[{"id": 1},\n{"id": 2},\n');
    expect(rows.map(({ line, fault }) => [line, fault === null])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
  });
});

describe("objects of JSON", () => {
  it("are rows: keys within keys with a dot, lists joined, what cannot be a cell with a warning", async () => {
    const { columns, rows } = await read(
      '{"id":7,"context":{"cost":"5 EUR"},"topics":["a",null,2],"online":true,"none":null}\n{"id":8,"team":[{"id":1}],"tags":["a|b"],"city":" x\\u0000y "}\n[1]\n',
    );
    expect(columns).toEqual(["id", "context.cost", "topics", "online", "city", "team", "tags"]);
    expect(rows.map(({ cells }) => Object.fromEntries(cells))).toEqual([
      { id: "7", "context.cost": "5 EUR", topics: "a|2", online: "true" },
      { id: "8", city: "xy" },
      {},
    ]);
    expect(rows[1]?.warnings.map(({ column }) => column)).toEqual(["team", "tags"]);
    expect(rows[2]).toMatchObject({ line: 3, fault: { got: "[1]" } });
  });

  it("may not be named like what every object has, and may be as deep as JSON allows", async () => {
    await expect(read('{"__proto__":{"x":1},"constructor":1}\n')).rejects.toThrow(/reserved/);
    const { rows } = await read(`{"id":1,"a":${'{"b":'.repeat(50_000)}1${"}".repeat(50_000)}}\n`);
    expect(rows[0]?.cells.get("id")).toBe("1");
    expect(rows[0]?.warnings).toHaveLength(1);
  });
});
