// Lists that are taken away from the console: CSV that no spreadsheet runs (J01), GeoJSON of what has a place.
import { describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { csvOf, geoJsonOf, isPlaced } from "../../services/console/ui/export-files.js";

describe("an exported list", () => {
  it("has no cell that a spreadsheet would run, and leaves telephone numbers readable", () => {
    const cells = [
      "=HYPERLINK(1)",
      "+cmd|' /C calc'!A0",
      "@SUM(1)",
      "-2+3+cmd",
      "\t=1",
      "+33 6 12 34 56 78",
      "-12",
      "plain",
    ];
    const rows: string[][] = parse(csvOf(cells.map((value) => ({ value }))), { bom: true, relax_quotes: true });
    expect(rows.slice(1).map(([cell]) => cell)).toEqual([
      ...[
        "'=HYPERLINK(1)",
        "'+cmd|' /C calc'!A0",
        "'@SUM(1)",
        "'-2+3+cmd",
        "'\t=1",
        "+33 6 12 34 56 78",
        "-12",
        "plain",
      ],
    ]);
  });

  it("keeps commas, quotation marks and lines within their cells, and columns that only some rows have", () => {
    const text = csvOf([{ a: 'say "yes", twice' }, { a: "two\nlines", b: 3 }]);
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(parse(text, { bom: true, columns: true })).toEqual([
      { a: 'say "yes", twice', b: "" },
      { a: "two\nlines", b: "3" },
    ]);
  });

  it("is GeoJSON of the rows that have a place, longitude first", () => {
    const rows = [{ name: "here", latitude: 48.1, longitude: -1.7 }, { name: "nowhere" }];
    expect(rows.map(isPlaced)).toEqual([true, false]);
    expect(JSON.parse(geoJsonOf(rows))).toEqual({
      type: "FeatureCollection",
      features: [
        { type: "Feature", geometry: { type: "Point", coordinates: [-1.7, 48.1] }, properties: { name: "here" } },
      ],
    });
  });
});
