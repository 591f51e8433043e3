// Identifiers of registers: which forms are sound, and what is only doubted.
import { describe, expect, it } from "@jest/globals";
import { isRna, readIdentifier } from "../../schema/identifiers.js";

describe("an identifier", () => {
  it.each([
    ["FR-RNA", "W353001234", "W353001234"],
    ["FR-RNA", "w353001234", "W353001234"],
    ["FR-RNA", "W35 3001 234", "W353001234"],
    ["FR-RNA", "W9R1000123", "W9R1000123"],
    ["FR-RNA", "W2A1000123", "W2A1000123"],
    ["FR-SIREN", "356 000 000", "356000000"],
    ["FR-SIREN", "732829320", "732829320"],
    ["FR-SIRET", "732 829 320 00074", "73282932000074"],
    ["FR-SIRET", "35600000000048", "35600000000048"],
    ["FR-SIRET", "35600000049837", "35600000049837"],
    ["GB-CHC", " 1169158 ", "1169158"],
    ["GB-SC", "SC000935", "SC000935"],
    ["BE-BCE_KBO", "0403170701", "0403170701"],
    ["XX-UNKNOWN", "anything at all", "anything at all"],
  ])("%s %j is taken as %j", (scheme, text, value) => {
    const reading = readIdentifier(scheme, text);
    expect(reading.value).toBe(value);
    expect(reading.warning).toBeUndefined();
  });

  it.each([
    ["FR-RNA", "353001234"],
    ["FR-RNA", "W3530012345"],
    ["FR-RNA", "WA53001234"],
    ["FR-SIREN", "35600000"],
    ["FR-SIREN", "3560000OO"],
    ["FR-SIRET", "356000000"],
    ["fr-rna", "W353001234"],
    ["", "1"],
    ["GB-CHC", ""],
    ["GB-CHC", "x".repeat(65)],
  ])("%s %j is refused, and what was expected is said", (scheme, text) => {
    expect(readIdentifier(scheme, text)).toEqual({ value: null, expected: expect.any(String) });
  });

  it.each([
    ["FR-SIREN", "732829321"],
    ["FR-SIRET", "73282932000075"],
    ["FR-SIRET", "35600000049838"],
  ])("%s %s with a checksum that does not fit stays, with a doubt: registers hold such numbers", (scheme, text) => {
    expect(readIdentifier(scheme, text)).toEqual({ value: text, warning: expect.stringContaining(text) });
  });

  it("of the RNA is one overseas too, never by its digits alone", () => {
    expect(["W353001234", "W9G1000123", "W2B1000123"].map(isRna)).toEqual([true, true, true]);
    expect(["353001234", "W35300123", "w353001234", " W353001234", "W353001234\n"].map(isRna)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
