// Pages over many partners: the merged order, whatever the partners' sizes, the order of answers and the page size.
import { afterAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { fold } from "../../schema/fold.js";
import { comparePlaces, RECORD_ORDERS, type RecordOrder } from "../../schema/record-order.js";
import { contractRow, type Row } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const NAMES = ["Zoé", "zoe", "Ânes", "anes", "Œuvre", "élan", "Elan", "😀", "\uffff", "ς", "Σ"];
const started: Array<{ stop(): Promise<void> }> = [];

afterAll(async () => {
  for (const each of started.reverse()) await each.stop();
});

async function network(rows: readonly Row[][]): Promise<{ hub: TestHub; partners: FakePartner[] }> {
  const partners = await Promise.all(rows.map((own, index) => new FakePartner(keyOf(index), own).start()));
  started.push(...partners);
  const hub = await startTestHub(partners);
  started.push(hub);
  return { hub, partners };
}

const keyOf = (index: number) => `part-${String(index).padStart(2, "0")}`;

/** Projects with few different names, minutes and starts, so that ties and nulls abound. */
const rowsArbitrary = fc.array(
  fc.array(
    fc.record({
      name: fc.constantFrom(...NAMES),
      minute: fc.nat(3),
      start: fc.option(fc.constantFrom("2025-01-01", "2026-02-03")),
    }),
    {
      maxLength: 9,
    },
  ),
  { minLength: 1, maxLength: 4 },
);

function toRows(shapes: ReadonlyArray<ReadonlyArray<{ name: string; minute: number; start: string | null }>>): Row[][] {
  return shapes.map((own, index) =>
    own.map(({ name, minute, start }, at) =>
      contractRow(`${keyOf(index)}:project:${(at * 7) % 10}-${at}`, { name, minute, startDate: start }),
    ),
  );
}

function sortedIds(rows: readonly Row[], order: RecordOrder): string[] {
  const key = (row: Row): string | null => {
    if (order === "NAME_ASC") return fold(String(row.name));
    return order.startsWith("STARTS") ? (row.startDate as string | null) : String(row.updatedAt); // as toRows makes them
  };
  return rows
    .map((row) => ({ sortKey: key(row), id: row.id }))
    .sort((a, b) => comparePlaces(order, a, b))
    .map(({ id }) => id);
}

const PAGE = `query ($order: RecordOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  projects(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { id }
    edges { cursor node { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
    completeness { isPartial totalIs }
  }
}`;

interface Page {
  nodes: Array<{ id: string }>;
  edges: Array<{ cursor: string; node: { name: string } }>;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
  completeness: { isPartial: boolean; totalIs: string };
}

async function readPage(hub: TestHub, variables: Record<string, unknown>): Promise<Page> {
  const { data, errors } = await hub.ask(PAGE, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data?.projects as unknown as Page; // as PAGE selects it
}

async function walk(
  hub: TestHub,
  order: RecordOrder,
  size: number,
  direction: "forward" | "backward",
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 100; pages++) {
    const forward = direction === "forward";
    const page: Page = await readPage(
      hub,
      forward ? { order, first: size, after: cursor } : { order, last: size, before: cursor },
    );
    const own = page.nodes.map((node) => node.id);
    expect(page.edges.length).toBe(own.length);
    if (forward) ids.push(...own);
    else ids.unshift(...own);
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    expect(forward ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
    if (!(forward ? hasNextPage : hasPreviousPage)) return ids;
    cursor = forward ? endCursor : startCursor;
  }
  throw new Error("The walk does not end.");
}

describe("walking pages", () => {
  it("gives every row exactly once, in the declared order, in both directions, for any page size", async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsArbitrary,
        fc.constantFrom(...RECORD_ORDERS),
        fc.integer({ min: 1, max: 12 }),
        async (shapes, order, size) => {
          const rows = toRows(shapes);
          const { hub } = await network(rows);
          const expected = sortedIds(rows.flat(), order);
          expect(await walk(hub, order, size, "forward")).toEqual(expected);
          expect(await walk(hub, order, size, "backward")).toEqual(expected);
          const whole = await readPage(hub, { order, first: 100 });
          expect(whole.nodes.map((node) => node.id)).toEqual(expected);
          expect(whole.totalCount).toBe(expected.length);
          expect(whole.completeness).toEqual({ isPartial: false, totalIs: "EXACT" });
        },
      ),
      { numRuns: 25 },
    );
  });

  it("gives the same page whatever the order in which partners answer", async () => {
    const rows = toRows(
      [0, 1, 2, 3].map((seed) =>
        Array.from({ length: 8 }, (_, at) => ({
          name: NAMES[(at * seed + 3) % 11] ?? "",
          minute: at % 3,
          start: null,
        })),
      ),
    );
    const { hub, partners } = await network(rows);
    const pages = new Set<string>();
    for (let turn = 0; turn < 4; turn++) {
      partners.forEach((partner, index) => (partner.behaviour = { delayMs: ((index + turn) % 4) * 15 }));
      pages.add(JSON.stringify((await readPage(hub, { order: "NAME_ASC", first: 7 })).nodes));
    }
    expect(pages.size).toBe(1);
  });

  it("keeps the rows of those that stay when partners join and leave between pages", async () => {
    const rows = [0, 1, 2, 3].map((index) =>
      Array.from({ length: 15 }, (_, at) => contractRow(`${keyOf(index)}:project:${at}`, { minute: at * 4 + index })),
    );
    const { hub, partners } = await network(rows);
    const [a, b, c, d] = partners.map((partner) => partner.entry);
    if (!a || !b || !c || !d) throw new Error("four partners were started");
    const ids: string[] = [];
    let cursor: string | null = null;
    for (const present of [
      [a, b, c],
      [a, b],
      [a, b, d],
      [a, b, c, d],
      [a, b],
      [a, b, c],
      [a, b, d],
      [a, b],
      [a, b],
    ]) {
      hub.directory.replace(present);
      const page: Page = await readPage(hub, { order: "UPDATED_ASC", first: 6, after: cursor });
      ids.push(...page.nodes.map((node) => node.id));
      cursor = page.pageInfo.endCursor ?? cursor;
    }
    const stayed = rows.flat().filter((row) => row.id.startsWith("part-00") || row.id.startsWith("part-01"));
    const seen = ids.filter((id) => id.startsWith("part-00") || id.startsWith("part-01"));
    expect(new Set(ids).size).toBe(ids.length);
    expect(seen).toEqual(sortedIds(stayed, "UPDATED_ASC").slice(0, seen.length));
    expect(seen.length).toBe(30);
  });

  it("ends a page early, and loses nothing, when the second request to a partner fails", async () => {
    // All early rows are one partner's, so that the first share is never enough.
    const rows = [0, 1, 2, 3, 4].map((index) =>
      Array.from({ length: 20 }, (_, at) =>
        contractRow(`${keyOf(index)}:project:${at}`, { minute: index === 0 ? at : 100 + at }),
      ),
    );
    const { hub, partners } = await network(rows);
    const [first] = partners;
    if (!first) throw new Error("partners were started");
    let requests = 0;
    first.behaviour = { spoil: (response) => (++requests % 2 === 0 ? "<html>" : response) };
    const ids: string[] = [];
    let cursor: string | null = null;
    let shorter = 0;
    for (let page: Page | null = null; page === null || page.pageInfo.hasNextPage;) {
      page = await readPage(hub, { order: "UPDATED_ASC", first: 20, after: cursor });
      if (page.nodes.length < 20 && page.pageInfo.hasNextPage) {
        shorter++;
        expect(page.completeness.isPartial).toBe(true);
      }
      ids.push(...page.nodes.map((node) => node.id));
      cursor = page.pageInfo.endCursor;
    }
    expect(shorter).toBeGreaterThan(0);
    expect(ids).toEqual(sortedIds(rows.flat(), "UPDATED_ASC"));
  });
});
