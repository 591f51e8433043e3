// Folding and the order of folded names: the published vectors, and what holds for any text.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareCodePoints, fold, foldedWords } from "../../schema/fold.js";
import { schemaPath } from "../../schema/sdl.js";

const vectors = JSON.parse(readFileSync(schemaPath("fold-vectors.json"), "utf8")) as {
  fold: Array<[string, string]>;
  sorted: string[];
}; // our own file

const text = fc.string({ unit: "grapheme" });
const anyText = fc.oneof(text, fc.string({ unit: "binary" }), fc.string());

describe("folding", () => {
  it.each(vectors.fold)("makes of %j %j", (given, folded) => {
    expect(fold(given)).toBe(folded);
  });

  it("changes nothing that is folded", () => {
    fc.assert(
      fc.property(anyText, (given) => expect(fold(fold(given))).toBe(fold(given))),
      { numRuns: 2000 },
    );
  });

  it("does not tell apart what is written the same: composed or not, in capitals or not", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(fold(given.normalize("NFD"))).toBe(fold(given.normalize("NFC")));
        expect(fold(given)).toBe(fold(given.normalize("NFKC")));
      }),
      { numRuns: 1000 },
    );
    expect(fold("ÉCOLE")).toBe(fold("e\u0301cole"));
  });

  it("gives words without marks, spaces or signs", () => {
    fc.assert(fc.property(anyText, (given) => foldedWords(given).every((word) => /^[\p{L}\p{N}]+$/u.test(word))));
    expect(foldedWords("L'Écluse – n° 3 (Rennes)")).toEqual(["l", "ecluse", "n", "3", "rennes"]);
  });
});

describe("the order of code points", () => {
  it("is the published one", () => {
    expect(vectors.sorted.toReversed().sort(compareCodePoints)).toEqual(vectors.sorted);
  });

  it("is that of the bytes of UTF-8, which is PostgreSQL's collation C", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(compareCodePoints(a, b)).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
      { numRuns: 2000 },
    );
  });
});
