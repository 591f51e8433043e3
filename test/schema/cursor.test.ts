// Cursors: what comes back is what was put in, for any place; and nothing else passes for one.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { decodeCursor, encodeCursor } from "../../schema/cursor.js";
import { fold } from "../../schema/fold.js";
import { RECORD_TYPES, type RecordType } from "../../schema/record-id.js";
import { comparePlaces, RECORD_ORDERS, sortFieldOf, type RecordOrder } from "../../schema/record-order.js";

const types = Object.entries(RECORD_TYPES).map(([type, typename]) => ({ type: type as RecordType, typename })); // entries of a const object
const letters = (of: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...of), minLength, maxLength });
const key = letters("abz09-", 1, 20).map((rest) => `k${rest}`);
const local = letters("AZaz09._~-", 1, 40);
const time = fc
  .date({ min: new Date("1000-01-01T00:00:00.000Z"), max: new Date("9998-12-31T23:59:59.999Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

const use = fc
  .constantFrom(
    ...types
      .flatMap((each) => RECORD_ORDERS.map((order) => ({ ...each, order })))
      .filter((each) => sortFieldOf(each) !== null),
  )
  .chain((each) => fc.record({ use: fc.constant(each), sortKey: sortKeyFor(each.order, each.typename), key, local }))
  .map(({ use: { type, typename, order }, sortKey, key: partner, local: id }) => ({
    order,
    typename,
    place: { sortKey, id: `${partner}:${type}:${id}` },
  }));

function sortKeyFor(order: RecordOrder, typename: string): fc.Arbitrary<string | null> {
  if (order === "NAME_ASC") return fc.string({ unit: "grapheme", maxLength: 60 }).map(fold);
  if (typename === "Project" && order.startsWith("STARTS")) return fc.option(time.map((each) => each.slice(0, 10)));
  return time;
}

const codeOf = (decode: () => unknown): unknown => {
  try {
    return decode();
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code; // decodeCursor throws nothing else
  }
};

describe("a cursor", () => {
  it("holds a place, whole, in letters that need no escaping", () => {
    fc.assert(
      fc.property(use, ({ order, typename, place }) => {
        const cursor = encodeCursor(order, place);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(decodeCursor(cursor, { argument: "after", order, typename })).toEqual(place);
        expect(JSON.parse(Buffer.from(cursor, "base64url").toString())).toEqual([order, place.sortKey, place.id]);
      }),
      { numRuns: 1000 },
    );
  });

  it("is of one order and one type", () => {
    fc.assert(
      fc.property(use, use, (a, b) => {
        const decoded = codeOf(() =>
          decodeCursor(encodeCursor(a.order, a.place), { argument: "after", order: b.order, typename: b.typename }),
        );
        expect(decoded).toEqual(a.order === b.order && a.typename === b.typename ? a.place : "BAD_USER_INPUT");
      }),
      { numRuns: 1000 },
    );
  });

  it("is not any other text (A29)", () => {
    const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64url"));
    fc.assert(
      fc.property(fc.oneof(fc.string(), json, fc.base64String()), (text) => {
        expect(codeOf(() => decodeCursor(text, { argument: "after", order: "NAME_ASC", typename: "Person" }))).toBe(
          "BAD_USER_INPUT",
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("stands in a total order: two places are equal only when they are the same", () => {
    fc.assert(
      fc.property(use, use, ({ order, place: a }, { place: b }) => {
        const [forth, back] = [comparePlaces(order, a, b), comparePlaces(order, b, a)];
        expect(Math.sign(forth) + Math.sign(back)).toBe(0);
        if (forth === 0) expect(a).toEqual(b);
      }),
      { numRuns: 1000 },
    );
  });
});
