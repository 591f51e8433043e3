// Cells that spreadsheets would take for formulas: guarded, and read back.
import { describe, expect, it } from "@jest/globals";
import { guardCell, unguardCell } from "../../schema/guarded-cell.js";

describe("cells that begin like formulas", () => {
  it("are the same again after both, whatever they are", () => {
    const signs = ["'", "=", "+", "-", "@", "\t", "\r", "1", " ", "a", "＋"];
    const all = signs.flatMap((a) => signs.flatMap((b) => signs.flatMap((c) => [a + b + c, a + b, a])));
    expect(all.filter((each) => unguardCell(guardCell(each)) !== each)).toEqual([]);
    expect(all.map(guardCell).filter((each) => /^[=@\t\r＋]|^[+-][^\d]/.test(each))).toEqual([]);
  });
});
