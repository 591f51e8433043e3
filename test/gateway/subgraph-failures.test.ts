// Subgraphs that are down, late or say nonsense: each costs its own fields, and the answer says so.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation, type SubgraphServer } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const boats = [
  { id: "b1", name: "Heron" },
  { id: "b2", name: "Tern" },
];

const SOURCES = {
  fleet: {
    sdl: `${linkFederation("key")}
      type Query { boat: Boat fleet: [Boat] }
      type Boat @key(fields: "id") { id: ID! name: String hull: Hull sails: [Int!] knots: Int }
      type Hull { wood: String! }`,
    resolvers: { Query: { boat: () => boats[0], fleet: () => boats } },
  },
  marks: {
    sdl: `${linkFederation("key")} type Boat @key(fields: "id") { id: ID! mark: String }`,
    resolvers: {
      Boat: { __resolveReference: (boat: Reference) => boat, mark: ({ id }: Reference) => `mark of ${String(id)}` },
    },
  },
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES, { requestTimeoutMs: 300 });
});
afterAll(() => federation.stop());

describe("a subgraph", () => {
  const reply =
    (body: string, status = 200) =>
    (response: ServerResponse) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(body);
  const situations: ReadonlyArray<{ title: string; break: (subgraph: SubgraphServer) => void; says: string }> = [
    {
      title: "that answers with something else than JSON",
      break: (to) => (to.instead = reply("<html>busy</html>")),
      says: "did not answer with JSON",
    },
    {
      title: "that answers with JSON that is no GraphQL response",
      break: (to) => (to.instead = reply('["a"]')),
      says: "did not answer with a GraphQL response",
    },
    {
      title: "whose data is no object",
      break: (to) => (to.instead = reply('{"data":"a"}')),
      says: "did not answer with a GraphQL response",
    },
    {
      title: "that closes the connection",
      break: (to) => (to.instead = (response) => void response.destroy()),
      says: "did not answer",
    },
    { title: "that answers too late", break: (to) => (to.delayMs = 600), says: "did not answer" },
    {
      title: "that answers with errors alone",
      break: (to) => (to.instead = reply('{"errors":[{"message":"closed today"}]}', 503)),
      says: "closed today",
    },
    {
      title: "whose errors are malformed",
      break: (to) => (to.instead = reply('{"data":null,"errors":[7,{"message":1,"path":"a"}]}')),
      says: "reported an error",
    },
    {
      title: "that gives another number of entities",
      break: (to) => (to.spoil = () => ({ data: { _entities: [] } })),
      says: "answered 0 entities where 2 were asked for",
    },
  ];
  it.each(situations)("$title costs its own fields, and each object says so", async ({ break: breakIt, says }) => {
    const subgraph = federation.subgraph("marks");
    breakIt(subgraph);
    const { status, data, errors } = await federation.ask("{ fleet { name mark } }");
    subgraph.instead = subgraph.spoil = null;
    subgraph.delayMs = 0;
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        fleet: [
          { name: "Heron", mark: null },
          { name: "Tern", mark: null },
        ],
      },
    });
    expect(new Set(errors.map(({ path }) => (path as unknown[]).join(".")))).toEqual(new Set(["fleet.0", "fleet.1"]));
    for (const { message } of errors) expect(message).toContain(says);
  });

  it("that is down costs its own fields, and is asked again when it is back", async () => {
    await federation.subgraph("marks").stop();
    const down = await federation.ask("{ fleet { name mark } }");
    expect(down.data).toEqual({
      fleet: [
        { name: "Heron", mark: null },
        { name: "Tern", mark: null },
      ],
    });
    expect(down.errors).toMatchObject([{ extensions: { code: "SUBGRAPH_ERROR", service: "marks" } }, {}]);
    await federation.subgraph("marks").start();
    await expect(federation.ask("{ boat { mark } }")).resolves.toMatchObject({
      data: { boat: { mark: "mark of b1" } },
    });
  });

  it("that gives a value of the wrong kind has it replaced by null with an error", async () => {
    federation.subgraph("fleet").spoil = () => ({
      data: { boat: { id: "b1", name: { first: "x" }, sails: "all", hull: [1], knots: 1.5 } },
    });
    const { data, errors } = await federation.ask("{ boat { id name sails hull { wood } knots } }");
    federation.subgraph("fleet").spoil = null;
    expect(data).toEqual({ boat: { id: "b1", name: null, sails: null, hull: null, knots: null } });
    expect(errors.map(({ extensions }) => extensions)).toEqual(
      Array.from({ length: 4 }, () => ({ code: "INVALID_VALUE" })),
    );
  });
});
