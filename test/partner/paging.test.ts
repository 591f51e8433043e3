import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { decodeCursor } from "../../schema/cursor.js";
import { comparePlaces, sortFieldOf, sortKeyOf, type Place, type RecordOrder } from "../../schema/record-order.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { saveRecords } from "../../services/partner/store.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

type Listed = "Project" | "Event" | "Person";
const FIELDS = { Project: "projects", Event: "events", Person: "people" } as const;
const ORDERS: [Listed, RecordOrder][] = [
  ["Project", "UPDATED_DESC"],
  ["Project", "UPDATED_ASC"],
  ["Project", "NAME_ASC"],
  ["Project", "STARTS_ASC"],
  ["Project", "STARTS_DESC"],
  ["Event", "STARTS_ASC"],
  ["Event", "STARTS_DESC"],
  ["Person", "NAME_ASC"],
];

const NAMES = ["", "a", "A", "Âge", "age", "z", "Ω", "œuvre", "😀", "\uffff", "ﬁn", "fin", "a b", "ab"];
const TIMES = ["2001-01-01T00:00:00.000Z", "2001-01-01T00:00:00.001Z", "2020-02-29T12:00:00.999Z"];
const DAYS = [null, "1999-12-31", "2024-02-29", null];

/** Rows with many ties and nulls, the same for all three types. */
const ROWS = Array.from({ length: 60 }, (_, index) => ({
  local: `${index % 7 === 0 ? "Z" : "a"}~${(index * 37) % 60}`,
  name: NAMES[(index * 5) % NAMES.length] ?? "",
  updatedAt: TIMES[index % TIMES.length] ?? "",
  startDate: DAYS[index % DAYS.length] ?? null,
  startsAt: TIMES[(index * 2) % TIMES.length] ?? "",
}));

function drafts(type: string): RecordDraft[] {
  return ROWS.map(({ local, ...row }) => ({ ...row, id: `aa:${type}:${local}`, createdAt: row.updatedAt }));
}

function expected(typename: Listed, order: RecordOrder): Place[] {
  const field = sortFieldOf({ order, typename });
  if (field === null) throw new Error(`${typename} has no order ${order}`);
  return ROWS.map((row) => ({
    id: `aa:${typename.toLowerCase()}:${row.local}`,
    sortKey: sortKeyOf(order, row[field]),
  })).sort((a, b) => comparePlaces(order, a, b));
}

let partners: TestPartners;
beforeAll(async () => {
  partners = await startPartners({ aa: [...drafts("project"), ...drafts("event"), ...drafts("person")] });
  await saveRecords(partners.store, "ab", [{ id: "ab:project:other", name: "another partner's" }]);
});
afterAll(() => partners.stop());

interface Page {
  readonly places: Place[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

async function page(typename: Listed, order: RecordOrder, args: string): Promise<Page> {
  const query = `{ list: ${FIELDS[typename]}(orderBy: ${order}, ${args}) { totalCount edges { cursor node { id } } nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const { data, errors } = await partners.ask("aa", query);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { edges, nodes, pageInfo, totalCount } = data.list as {
    edges: { cursor: string; node: { id: string } }[];
    nodes: { id: string }[];
    pageInfo: Omit<Page, "places" | "totalCount">;
    totalCount: number;
  };
  const places = edges.map((edge) => decodeCursor(edge.cursor, { argument: "after", order, typename }));
  expect(nodes.map((node) => node.id)).toEqual(places.map((place) => place.id));
  return { ...pageInfo, totalCount, places };
}

describe.each(ORDERS)("pages of %s in the order %s", (typename, order) => {
  it("walk forward over every row once, in the contract's order", async () => {
    const all: Place[] = [];
    for (let after = "", more = true; more;) {
      const read: Page = await page(typename, order, `first: 7${after === "" ? "" : `, after: "${after}"`}`);
      expect(read.hasPreviousPage).toBe(after !== "");
      expect(read.totalCount).toBe(ROWS.length);
      all.push(...read.places);
      more = read.hasNextPage;
      after = read.endCursor ?? "";
    }
    expect(all).toEqual(expected(typename, order));
  });

  it("walk backward over every row once", async () => {
    const all: Place[] = [];
    for (let before = "", more = true; more;) {
      const read: Page = await page(typename, order, `last: 11${before === "" ? "" : `, before: "${before}"`}`);
      expect(read.hasNextPage).toBe(before !== "");
      all.unshift(...read.places);
      more = read.hasPreviousPage;
      before = read.startCursor ?? "";
    }
    expect(all).toEqual(expected(typename, order));
  });
});

describe("a page anywhere", () => {
  it("holds what lies between its cursors, and says exactly whether more lies on either side", async () => {
    const { encodeCursor } = await import("../../schema/cursor.js");
    const situation = fc.record({
      list: fc.constantFrom(...ORDERS),
      after: fc.option(fc.nat(59)),
      before: fc.option(fc.nat(59)),
      size: fc.integer({ min: 1, max: 40 }),
      backward: fc.boolean(),
    });
    const check = async ({
      list,
      after,
      before,
      size,
      backward,
    }: typeof situation extends fc.Arbitrary<infer T> ? T : never) => {
      const [typename, order] = list;
      const all = expected(typename, order);
      const cursorAt = (index: number) => encodeCursor(order, all[index] ?? { sortKey: null, id: "" });
      const between = all.slice(after === null ? 0 : after + 1, before ?? all.length);
      const kept = backward ? between.slice(-size) : between.slice(0, size);
      const args = [
        `${backward ? "last" : "first"}: ${size}`,
        ...(after === null ? [] : [`after: "${cursorAt(after)}"`]),
        ...(before === null ? [] : [`before: "${cursorAt(before)}"`]),
      ];
      const read = await page(typename, order, args.join(", "));
      expect(read.places).toEqual(kept);
      const first = kept[0];
      const last = kept.at(-1);
      if (first !== undefined) expect(read.hasPreviousPage).toBe(all.indexOf(first) > 0);
      if (last !== undefined) expect(read.hasNextPage).toBe(all.indexOf(last) < all.length - 1);
    };
    await fc.assert(fc.asyncProperty(situation, check), { numRuns: 150 });
  });

  it("is the same when the row of its cursor is gone", async () => {
    const all = await page("Project", "NAME_ASC", "first: 30");
    const tenth = all.places[9]?.id ?? "";
    const { encodeCursor } = await import("../../schema/cursor.js");
    const cursor = encodeCursor("NAME_ASC", all.places[9] ?? { sortKey: "", id: "" });
    await partners.store.rows("update partner_data.project set partner = 'zz' where id = ?", [tenth]);
    const next = await page("Project", "NAME_ASC", `first: 20, after: "${cursor}"`);
    await partners.store.rows("update partner_data.project set partner = 'aa' where id = ?", [tenth]);
    expect(next.places).toEqual(all.places.slice(10));
  });

  it("asks the database nothing that was not selected", async () => {
    partners.statements.length = 0;
    await partners.ask("aa", "{ projects(first: 5) { nodes { id } } }");
    expect(partners.statements).toHaveLength(1);
    expect(partners.statements[0]).not.toContain("description");
  });
});
