// Confirmation: a record that a service hands out exists for a reader only when its owner says so.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const owned: Record<string, Reference> = {
  "song:1": { __typename: "Song", id: "song:1", visibility: "PUBLIC", title: "Rise" },
  "dance:1": { __typename: "Dance", id: "dance:1", visibility: "PUBLIC", steps: 8 },
};
const find = ({ id }: Reference) => owned[String(id)] ?? null;
const RECORD = "interface Record { id: ID! }";

const SOURCES = {
  owners: {
    sdl: `${linkFederation("key")}
      type Query { songs: [Song!] }
      enum Visibility { PUBLIC NETWORK }
      interface Record { id: ID! visibility: Visibility }
      type Song implements Record @key(fields: "id") { id: ID! visibility: Visibility title: String }
      type Dance implements Record @key(fields: "id") { id: ID! visibility: Visibility steps: Int }`,
    resolvers: {
      Query: { songs: () => [owned["song:1"]] },
      Song: { __resolveReference: find },
      Dance: { __resolveReference: find },
    },
  },
  index: {
    sdl: `${linkFederation("key")} ${RECORD}
      type Query { node(id: ID!): Record hits: [Hit!]! note: Note }
      type Hit { score: Int node: Record }
      type Note { text: String }
      type Song implements Record @key(fields: "id", resolvable: false) { id: ID! }
      type Dance implements Record @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        node: (_: unknown, { id }: { id: string }) => stub(id),
        hits: () => ["song:1", "song:2", "dance:1", "dance:2"].map((id, at) => ({ score: 9 - at, node: stub(id) })),
        note: () => ({ text: "plain" }),
      },
    },
  },
};

function stub(id: string): Reference {
  return { __typename: id.startsWith("song") ? "Song" : "Dance", id };
}

let federation: Federation;
beforeAll(async () => {
  const mustConfirm = () => (parent: string, field: string) =>
    field === "node" || (parent === "Query" && field === "note");
  federation = await startFederation(SOURCES, { mustConfirm });
});
afterAll(() => federation.stop());

describe("a record that a service hands out", () => {
  const situations = [
    {
      title: "is there when its owner knows it, also for its id alone",
      query: '{ node(id: "song:1") { id } }',
      data: { node: { id: "song:1" } },
    },
    {
      title: "is null when its owner does not know it, without an error",
      query: '{ node(id: "song:2") { id __typename } }',
      data: { node: null },
    },
    {
      title: "keeps its neighbours",
      query: "{ hits { score node { id ... on Song { title } ... on Dance { steps } } } }",
      data: {
        hits: [
          { score: 9, node: { id: "song:1", title: "Rise" } },
          { score: 8, node: null },
          { score: 7, node: { id: "dance:1", steps: 8 } },
          { score: 6, node: null },
        ],
      },
    },
    {
      title: "is not confirmed twice when the reader asks for the same",
      query: '{ node(id: "dance:1") { __typename ... on Dance { visibility } } }',
      data: { node: { __typename: "Dance", visibility: "PUBLIC" } },
    },
    { title: "needs nobody when it is no record", query: "{ note { text } }", data: { note: { text: "plain" } } },
  ];
  it.each(situations)("$title", async ({ query, data }) => {
    await expect(federation.ask(query)).resolves.toEqual({ status: 200, data, errors: [] });
  });

  it("is null with an error when its owner fails", async () => {
    await federation.subgraph("owners").stop();
    const { data, errors } = await federation.ask('{ node(id: "song:1") { id } }');
    await federation.subgraph("owners").start();
    expect({ data, errors }).toMatchObject({
      data: { node: null },
      errors: [{ path: ["node"], extensions: { code: "SUBGRAPH_ERROR" } }],
    });
  });
});
