// Pages: every order, both directions, ties, nulls last, cursors, page information, totals.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { encodeCursor } from "../../schema/cursor.js";
import { comparePlaces, RECORD_ORDERS, sortFieldOf, type RecordOrder } from "../../schema/record-order.js";
import type { RecordTypename } from "../../schema/record-id.js";
import { readPage, TYPENAMES, type PageRead, type Suite } from "./suite.js";
import { itWith, readersOf } from "./target.js";

const ORDERS = TYPENAMES.flatMap((typename) =>
  RECORD_ORDERS.filter((order) => sortFieldOf({ order, typename }) !== null).map(
    (order): [RecordTypename, RecordOrder] => [typename, order],
  ),
);

export function describePages(suite: Suite): void {
  describe("pages", () => {
    it.each(ORDERS)("of %s in the order %s give every row once, forwards and backwards", async (typename, orderBy) => {
      const expected = suite.model().placed({ typename, reader: "PUBLIC", order: orderBy });
      for (const direction of ["forward", "backward"] as const) {
        const walked = await walk(suite, { typename, orderBy, size: direction === "forward" ? 9 : 13, direction });
        expect(walked.ids).toEqual(expected.map(({ row }) => row.id));
        expect(walked.cursors).toEqual(expected.map(({ cursor }) => cursor));
        expect(new Set(walked.totals)).toEqual(new Set([expected.length]));
      }
    });

    it("hold 20 rows, UPDATED_DESC, when nothing is said", async () => {
      for (const typename of TYPENAMES) {
        const expected = suite.model().placed({ typename, reader: "PUBLIC", order: "UPDATED_DESC" });
        const page = await readPage(suite, { typename });
        expect(page.ids).toEqual(expected.slice(0, Math.min(20, expected.length)).map(({ row }) => row.id));
      }
    });

    it("put what has no start last, in both orders of starts", async () => {
      for (const orderBy of ["STARTS_ASC", "STARTS_DESC"] as const) {
        const { cursors } = await readPage(suite, { typename: "Project", orderBy, first: 100 });
        const keys = cursors.map(
          (cursor) => (JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string | null])[1],
        );
        const nulls = keys.filter((key) => key === null).length;
        expect(nulls).toBeGreaterThan(3);
        expect(keys.slice(-nulls).every((key) => key === null)).toBe(true);
      }
    });

    it("hold what lies strictly between their cursors, and say what lies on either side", async () => {
      await fc.assert(
        fc.asyncProperty(situation, (wanted) => checkPage(suite, wanted)),
        { numRuns: 40 },
      );
    });

    it("go on after a cursor whose row is not there", async () => {
      for (const [typename, order] of ORDERS.filter(([, order]) => order !== "UPDATED_ASC")) {
        const placed = suite.model().placed({ typename, reader: "PUBLIC", order });
        const tenth = placed[9];
        if (tenth === undefined) throw new Error("there are ten rows");
        const gone = { sortKey: tenth.place.sortKey, id: `${tenth.place.id}~gone` };
        const rest = placed.filter(({ place }) => comparePlaces(order, gone, place) < 0);
        const page = await readPage(suite, { typename, orderBy: order, first: 5, after: encodeCursor(order, gone) });
        expect(page.ids).toEqual(rest.slice(0, 5).map(({ row }) => row.id));
      }
    });

    itWith(
      suite.kind,
      "network",
      "are the same for a reader who sees all, with the rows that others do not see",
    )(async () => {
      for (const [typename, order] of ORDERS.filter(([, order]) => order !== "UPDATED_ASC")) {
        const expected = suite.model().placed({ typename, reader: "NETWORK", order });
        const page = await readPage(suite, { typename, reader: "NETWORK", orderBy: order, first: 100 });
        expect(page.ids).toEqual(expected.map(({ row }) => row.id));
        expect(page.totalCount).toBe(expected.length);
      }
    });
  });
}

interface Walk {
  readonly typename: RecordTypename;
  readonly orderBy: RecordOrder;
  readonly size: number;
  readonly direction: "forward" | "backward";
}

interface Walked {
  readonly ids: string[];
  readonly cursors: string[];
  readonly totals: number[];
}

/** Reads all pages, and checks on the way what each says of its neighbours. */
async function walk(suite: Suite, { typename, orderBy, size, direction }: Walk): Promise<Walked> {
  const pages: PageRead[] = [];
  const isForward = direction === "forward";
  for (let cursor: string | null = null, more = true; more;) {
    const bounds: { first?: number; last?: number } = isForward ? { first: size } : { last: size };
    const page: PageRead = await readPage(suite, {
      typename,
      orderBy,
      ...bounds,
      ...(isForward ? { after: cursor } : { before: cursor }),
    });
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect(isForward ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
    expect([startCursor, endCursor]).toEqual([page.cursors[0], page.cursors.at(-1)]);
    more = isForward ? hasNextPage : hasPreviousPage;
    expect(page.ids.length).toBe(more ? size : page.ids.length);
    cursor = isForward ? endCursor : startCursor;
    pages.push(page);
  }
  const inOrder = isForward ? pages : pages.reverse();
  return {
    ids: inOrder.flatMap(({ ids }) => ids),
    cursors: inOrder.flatMap(({ cursors }) => cursors),
    totals: pages.map(({ totalCount }) => totalCount),
  };
}

const situation = fc.record({
  list: fc.constantFrom(...ORDERS),
  after: fc.option(fc.nat(60)),
  before: fc.option(fc.nat(60)),
  size: fc.integer({ min: 1, max: 40 }),
  backward: fc.boolean(),
  seesAll: fc.boolean(),
});

type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

async function checkPage(suite: Suite, { list, after, before, size, backward, seesAll }: Situation): Promise<void> {
  const [typename, order] = list;
  const reader = seesAll ? (readersOf(suite.kind).at(-1) ?? "PUBLIC") : "PUBLIC";
  const all = suite.model().placed({ typename, reader, order });
  const at = (index: number | null) => (index === null ? null : (all[index % all.length]?.cursor ?? null));
  const [from, to] = [
    after === null ? 0 : (after % all.length) + 1,
    before === null ? all.length : before % all.length,
  ];
  const between = all.slice(from, Math.max(from, to));
  const kept = backward ? between.slice(-size) : between.slice(0, size);
  const page = await readPage(suite, {
    typename,
    reader,
    orderBy: order,
    ...(backward ? { last: size } : { first: size }),
    after: at(after),
    before: at(before),
  });
  expect(page.ids).toEqual(kept.map(({ row }) => row.id));
  expect(page.totalCount).toBe(all.length);
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return;
  expect(page.pageInfo).toEqual({
    hasPreviousPage: all.indexOf(first) > 0,
    hasNextPage: all.indexOf(last) < all.length - 1,
    startCursor: first.cursor,
    endCursor: last.cursor,
  });
}
