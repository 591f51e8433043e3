// Rows that break the contract: they go, the rest stays, and the report says INVALID.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../schema/cursor.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const rows = [1, 2, 3, 4].map((minute) => contractRow(`part-a:practice:${minute}`, { minute, name: `Row ${minute}` }));
const a = new FakePartner("part-a", rows);
const b = new FakePartner("part-b", [contractRow("part-b:practice:1", { minute: 9 })]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await a.start(), await b.start()]);
});
afterAll(async () => {
  await hub.stop();
  await a.stop();
  await b.stop();
});

const QUERY = `{ practices(first: 10, orderBy: UPDATED_ASC) {
  nodes { id name visibility practiceKind createdAt topics { id } organization { id name } }
  totalCount completeness { sources { partner status } } } }`;

type Rows = Array<Record<string, Record<string, unknown>>>;

/** Changes the rows as they go over the wire: both lists that the partition asks for. */
function spoilRows(change: (nodes: Rows, edges: Rows) => void): (response: Record<string, unknown>) => unknown {
  return (response) => {
    const [page] = Object.values(response.data as Record<string, Record<string, Rows>>);
    if (page === undefined) return response;
    change(page.nodes ?? [], page._m_edges ?? []);
    return response;
  };
}

const both = (at: number, change: (node: Record<string, unknown>) => void) =>
  spoilRows((nodes, edges) => {
    change(nodes[at] as unknown as Record<string, unknown>);
    change(edges[at]?.node as Record<string, unknown>);
  });

const CASES: ReadonlyArray<{ name: string; spoil: (response: Record<string, unknown>) => unknown; kept: string[] }> = [
  {
    name: "an id of another partner",
    spoil: both(1, (node) => (node._m_id = "part-b:practice:1")),
    kept: ["1", "3", "4"],
  },
  { name: "an id of another type", spoil: both(1, (node) => (node._m_id = "part-a:event:2")), kept: ["1", "3", "4"] },
  { name: "another type name", spoil: both(1, (node) => (node._m_type = "Event")), kept: ["1", "3", "4"] },
  {
    name: "a row that the reader may not see",
    spoil: both(1, (node) => (node._m_seen = "NETWORK")),
    kept: ["1", "3", "4"],
  },
  {
    name: "null where the contract forbids it",
    spoil: spoilRows((nodes) => (nodes[1] = { ...nodes[1], name: null as never })),
    kept: ["1", "3", "4"],
  },
  {
    name: "an enum value that is none",
    spoil: spoilRows((nodes) => (nodes[1] = { ...nodes[1], practiceKind: "MAGIC" as never })),
    kept: ["1", "3", "4"],
  },
  {
    name: "a text for a list",
    spoil: spoilRows((nodes) => (nodes[1] = { ...nodes[1], topics: "x" as never })),
    kept: ["1", "3", "4"],
  },
  {
    name: "a date that does not exist",
    spoil: spoilRows((nodes) => (nodes[1] = { ...nodes[1], createdAt: "2026-02-30T00:00:00.000Z" as never })),
    kept: ["1", "3", "4"],
  },
  {
    name: "a cursor that does not match its row",
    spoil: spoilRows(
      (_, edges) =>
        (edges[1] = {
          ...edges[1],
          cursor: encodeCursor("UPDATED_ASC", {
            sortKey: "2026-01-01T00:07:00.000Z",
            id: "part-a:practice:2",
          }) as never,
        }),
    ),
    kept: ["1", "3", "4"],
  },
  {
    name: "a node that is not the row of its cursor",
    spoil: spoilRows((nodes) => (nodes[1] = nodes[2] ?? {})),
    kept: ["1", "3", "4"],
  },
  {
    name: "the same row twice",
    spoil: spoilRows((nodes, edges) => {
      nodes[2] = nodes[1] ?? {};
      edges[2] = edges[1] ?? {};
    }),
    kept: ["1", "2", "4"],
  },
  {
    name: "rows out of order",
    spoil: spoilRows((nodes, edges) => {
      nodes.reverse();
      edges.reverse();
    }),
    kept: ["4"],
  },
  { name: "fewer nodes than cursors", spoil: spoilRows((nodes) => void nodes.pop()), kept: ["1", "2", "3"] },
];

describe("a partner's rows", () => {
  it.each(CASES)("lose $name, and nothing else", async ({ spoil, kept }) => {
    a.behaviour = { spoil };
    const { data, errors } = await hub.ask(QUERY);
    const practices = data?.practices as unknown as {
      nodes: Array<{ id: string }>;
      completeness: { sources: unknown[] };
    };
    expect(errors).toBeUndefined();
    expect(practices.nodes.map((node) => node.id)).toEqual([
      ...kept.map((each) => `part-a:practice:${each}`),
      "part-b:practice:1",
    ]);
    expect(practices.completeness.sources).toEqual([
      { partner: "part-a", status: "INVALID" },
      { partner: "part-b", status: "ANSWERED" },
    ]);
  });

  it("D04: are cut at what was asked for", async () => {
    a.behaviour = {
      spoil: (response) => {
        const [page] = Object.values(response.data as Record<string, Record<string, unknown[]>>);
        const more = Array.from({ length: 50_000 }, (_, at) => at);
        page?._m_edges?.push(...more);
        page?.nodes?.push(...more);
        return response;
      },
    };
    const { data } = await hub.ask(
      `{ practices(first: 2, orderBy: UPDATED_ASC) { nodes { id } completeness { sources { status } } } }`,
    );
    expect(data?.practices).toEqual({
      nodes: [{ id: "part-a:practice:1" }, { id: "part-a:practice:2" }],
      completeness: { sources: [{ status: "INVALID" }, { status: "ANSWERED" }] },
    });
  });

  it("are null where a reference inside them breaks the contract, and stay", async () => {
    a.behaviour = {
      spoil: spoilRows(
        (nodes) => (nodes[0] = { ...nodes[0], organization: { _m_id: "part-b:organization:1", name: "Stolen" } }),
      ),
    };
    const { data } = await hub.ask(QUERY);
    const practices = data?.practices as unknown as { nodes: Array<{ id: string; organization: unknown }> };
    expect(practices.nodes[0]).toMatchObject({ id: "part-a:practice:1", organization: null });
    expect(practices.nodes.length).toBe(5);
  });

  it("D03, A22: leave prototypes alone, whatever their keys and the reader's aliases are", async () => {
    a.behaviour = {
      spoil: (response) =>
        JSON.stringify(response).replace(
          '"nodes":[{',
          '"nodes":[{"__proto__":{"polluted":1},"constructor":{"polluted":1},',
        ),
    };
    const { data, errors } = await hub.ask(
      `{ __proto__: practices(first: 1, orderBy: UPDATED_ASC) { constructor: nodes { __proto__: id toString: name } } }`,
    );
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toBe(
      '{"__proto__":{"constructor":[{"__proto__":"part-a:practice:1","toString":"Row 1"}]}}',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("D09: lose fields that nobody asked for", async () => {
    a.behaviour = { spoil: (response) => JSON.stringify(response).replace('"nodes":[{', '"nodes":[{"isAdmin":true,') };
    expect(JSON.stringify(await hub.ask(QUERY))).not.toContain("isAdmin");
  });
});
