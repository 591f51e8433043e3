// Record ids: which texts are ids, whose, and of what type.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  formatRecordId,
  isLocalId,
  isPartnerKey,
  ownerOf,
  parseRecordId,
  RECORD_TYPES,
  type RecordType,
} from "../../schema/record-id.js";

describe("a record's id", () => {
  it.each([
    ["aidants-bretagne:practice:42", "aidants-bretagne", "Practice", "42"],
    ["uk-b:organization:gb-chc-1169158", "uk-b", "Organization", "gb-chc-1169158"],
    ["0a:person:A.b_c~d-E", "0a", "Person", "A.b_c~d-E"],
    ["hub:topic:respite-care", "hub", "Topic", "respite-care"],
    ["hub:exchange:1", "hub", "Exchange", "1"],
    [`${"k".repeat(40)}:event:${"x".repeat(128)}`, "k".repeat(40), "Event", "x".repeat(128)],
  ])("%s names its owner, its type and itself", (id, partner, typename, local) => {
    expect(parseRecordId(id)).toEqual({ partner, typename, local });
    expect(ownerOf(id)).toBe(partner);
  });

  it.each([
    ["nothing", ""],
    ["two parts", "aa:practice"],
    ["four parts", "aa:practice:1:2"],
    ["no local part", "aa:practice:"],
    ["no key", ":practice:1"],
    ["a key of one letter", "a:practice:1"],
    ["a key of 41 letters", `${"k".repeat(41)}:practice:1`],
    ["a key that begins with a dash", "-a:practice:1"],
    ["capitals in the key", "Aa:practice:1"],
    ["an unknown type", "aa:planet:1"],
    ["a type's GraphQL name", "aa:Practice:1"],
    ["a member of every object as a type", "aa:constructor:1"],
    ["the hub's key on a partner's type", "hub:practice:1"],
    ["a partner's key on the hub's type", "aa:topic:1"],
    ["a slash", "aa:practice:a/b"],
    ["a space", "aa:practice:a b"],
    ["an accent", "aa:practice:é"],
    ["a line's end", "aa:practice:1\n"],
    ["a local part of 129 letters", `aa:practice:${"x".repeat(129)}`],
    ["a number", 42],
    ["null", null],
  ])("is not %s", (_what, id) => {
    expect(parseRecordId(id)).toBeNull();
  });

  it("comes back from its text, whatever its parts", () => {
    const [first, rest] = [
      fc.constantFrom(..."az09"),
      fc.string({ unit: fc.constantFrom(..."az09-"), minLength: 1, maxLength: 39 }),
    ];
    const key = fc
      .tuple(first, rest)
      .map((parts) => parts.join(""))
      .filter((each) => each !== "hub");
    const local = fc.string({ unit: fc.constantFrom(..."AZaz09._~-"), minLength: 1, maxLength: 128 });
    fc.assert(
      fc.property(key, fc.constantFrom(...(Object.keys(RECORD_TYPES) as RecordType[])), local, (partner, type, id) => {
        expect(isPartnerKey(partner) && isLocalId(id)).toBe(true);
        expect(parseRecordId(formatRecordId(partner, type, id))).toEqual({
          partner,
          typename: RECORD_TYPES[type],
          local: id,
        });
      }),
    );
  });

  it("is never made of any text by chance or by an error", () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseRecordId(value)));
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => parseRecordId(text) === null || /^[a-z0-9-]+:[a-z]+:[\w.~-]+$/.test(text),
      ),
    );
  });
});
