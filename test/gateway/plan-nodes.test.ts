// Every kind of plan node that the planner emits, run against real subgraphs: a library and what stands around it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { PlanNode } from "../../gateway/plan/planner.js";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

const books = [
  { id: "b1", title: "Hedges", shelf: { id: "s1" }, twin: { id: "b2" } },
  { id: "b2", title: "Ponds", shelf: { id: "s2" }, twin: { id: "b1" } },
];

const SOURCES = {
  books: {
    sdl: `${linkFederation("key")}
      type Query { books: [Book!] featured: Book }
      type Mutation { lend(id: ID!): Int }
      type Book @key(fields: "id") { id: ID! title: String shelf: Shelf twin: Book }
      type Shelf @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: { books: () => books, featured: () => books[1] },
      Mutation: { lend: () => count("lend") },
      Book: { __resolveReference: ({ id }: { id: string }) => books.find((book) => book.id === id) },
    },
  },
  shelves: {
    sdl: `${linkFederation("key")}
      type Query { shelves: [Shelf!] }
      type Shelf @key(fields: "id") { id: ID! room: String }`,
    resolvers: {
      Query: { shelves: () => [{ id: "s1" }, { id: "s2" }] },
      Shelf: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        room: ({ id }: { id: string }) => `room of ${id}`,
      },
    },
  },
  loans: {
    sdl: `${linkFederation("key", "external", "requires")}
      type Mutation { giveBack(id: ID!): Int }
      type Book @key(fields: "id") { id: ID! title: String @external loans: Int label: String @requires(fields: "title") }`,
    resolvers: {
      Mutation: { giveBack: () => count("giveBack") },
      Book: {
        __resolveReference: (book: object) => book,
        loans: ({ id }: { id: string }) => (id === "b1" ? 3 : 7),
        label: ({ id, title }: { id: string; title: string }) => `${id}: ${title}`,
      },
    },
  },
};

let order: string[] = [];
function count(what: string): number {
  return order.push(what);
}

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
beforeEach(() => {
  order = [];
  for (const name of federation.subgraphs.keys()) federation.takeAsked(name);
});
afterAll(() => federation.stop());

/** The kinds of a plan's nodes, nested as they are. */
async function kindsOf(query: string): Promise<unknown> {
  const kinds = (node: PlanNode): unknown => {
    if (node.kind === "Sequence" || node.kind === "Parallel") return { [node.kind]: node.nodes.map(kinds) };
    if (node.kind === "Flatten") return { Flatten: kinds(node.node) };
    if (node.kind === "Condition") return { Condition: node.ifClause ? kinds(node.ifClause) : null };
    return node.kind;
  };
  const plan = await federation.gateway.current.planner.plan(query);
  return plan === null ? null : kinds(plan);
}

describe("the executor", () => {
  const situations = [
    {
      title: "runs a Fetch",
      query: "{ books { id title } }",
      kinds: "Fetch",
      data: {
        books: [
          { id: "b1", title: "Hedges" },
          { id: "b2", title: "Ponds" },
        ],
      },
    },
    {
      title: "runs Fetches of a Parallel",
      query: "{ books { id } shelves { id } }",
      kinds: { Parallel: ["Fetch", "Fetch"] },
      data: { books: [{ id: "b1" }, { id: "b2" }], shelves: [{ id: "s1" }, { id: "s2" }] },
    },
    {
      title: "runs a Flatten after its Fetch, in a Sequence",
      query: "{ featured { loans } }",
      kinds: { Sequence: ["Fetch", { Flatten: "Fetch" }] },
      data: { featured: { loans: 7 } },
    },
    {
      title: "runs a BatchFetch over several paths",
      query: "{ books { loans twin { loans } } featured { loans } }",
      kinds: { Sequence: ["Fetch", "BatchFetch"] },
      data: {
        books: [
          { loans: 3, twin: { loans: 7 } },
          { loans: 7, twin: { loans: 3 } },
        ],
        featured: { loans: 7 },
      },
    },
    {
      title: "runs the chain that @requires asks for",
      query: "{ shelves { id } featured { label shelf { room } } }",
      kinds: {
        Sequence: [{ Parallel: ["Fetch", "Fetch"] }, { Parallel: [{ Flatten: "Fetch" }, { Flatten: "Fetch" }] }],
      },
      data: { shelves: [{ id: "s1" }, { id: "s2" }], featured: { label: "b2: Ponds", shelf: { room: "room of s2" } } },
    },
  ];
  it.each(situations)("$title", async ({ query, kinds, data }) => {
    expect(await kindsOf(query)).toEqual(kinds);
    await expect(federation.ask(query)).resolves.toEqual({ status: 200, data, errors: [] });
  });

  it("asks for each different entity of a BatchFetch once, in one request", async () => {
    await federation.ask("{ books { loans twin { loans } } featured { loans } }");
    const asked = federation.takeAsked("loans");
    expect(asked).toHaveLength(1);
    const sent = Object.values(asked[0]?.variables ?? {});
    for (const representations of sent)
      expect(new Set(JSON.stringify(representations).match(/b\d/g)).size).toBe((representations as []).length);
  });

  it.each([
    { on: true, data: { featured: { loans: 7 } }, requests: 1 },
    { on: false, data: { featured: {} }, requests: 0 },
  ])("runs a Condition's fetch when its variable is $on", async ({ on, data, requests }) => {
    const query = "query ($on: Boolean!) { featured { loans @include(if: $on) } }";
    expect(await kindsOf(query)).toEqual({ Sequence: ["Fetch", { Condition: { Flatten: "Fetch" } }] });
    await expect(federation.ask(query, { variables: { on } })).resolves.toMatchObject({ data });
    expect(federation.takeAsked("loans")).toHaveLength(requests);
  });

  it("decides by a variable's default, and skips what @skip says", async () => {
    const query = "query ($off: Boolean = true) { featured { title loans @skip(if: $off) } }";
    await expect(federation.ask(query)).resolves.toMatchObject({ data: { featured: { title: "Ponds" } } });
    const shown = await federation.ask(query, { variables: { off: false } });
    expect(shown.data).toEqual({ featured: { title: "Ponds", loans: 7 } });
  });

  it("runs mutations one after another, in the order in which they were written", async () => {
    federation.subgraph("books").delayMs = 40;
    const query = 'mutation { a: lend(id: "b1") b: giveBack(id: "b1") c: lend(id: "b2") d: giveBack(id: "b2") }';
    const { data } = await federation.ask(query);
    federation.subgraph("books").delayMs = 0;
    expect(data).toEqual({ a: 1, b: 2, c: 3, d: 4 });
    expect(order).toEqual(["lend", "giveBack", "lend", "giveBack"]);
  });
});
