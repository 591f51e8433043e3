// Response keys: the reader may choose any, the planner and the subgraphs may not be confused by them.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const SOURCES = {
  trees: {
    sdl: `${linkFederation("key")}
      type Query { tree: Tree trees: [Tree!] toString: String }
      type Tree @key(fields: "id") { id: ID! name: String kind: String parent: Tree }`,
    resolvers: {
      Query: { tree: () => tree("t1"), trees: () => [tree("t1"), tree("t2")], toString: () => "trees" },
      Tree: {
        __resolveReference: ({ id }: Reference) => tree(String(id)),
        parent: () => ({ id: "t0", name: "oak of old", kind: "oak" }),
      },
    },
  },
  heights: {
    sdl: `${linkFederation("key", "external", "requires")}
      type Tree @key(fields: "id") { id: ID! kind: String @external metres: Int label: String @requires(fields: "kind") }`,
    resolvers: {
      Tree: {
        __resolveReference: (given: Reference) => given,
        metres: ({ id }: Reference) => Number(String(id).slice(1)) * 10,
        label: ({ id, kind }: Reference) => `${String(id)}/${String(kind)}`,
      },
    },
  },
};

function tree(id: string): Reference {
  return { id, name: `name of ${id}`, kind: "beech" };
}

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
afterAll(() => federation.stop());

describe("an alias", () => {
  const situations = [
    {
      title: "that is a key field's name does not reach the entity's key",
      query: "{ tree { id: name metres } }",
      text: '{"tree":{"id":"name of t1","metres":10}}',
    },
    {
      title: "that is a required field's name does not reach what another field requires",
      query: "{ tree { kind: name label name: kind } }",
      text: '{"tree":{"kind":"name of t1","label":"t1/beech","name":"beech"}}',
    },
    {
      title: "that is __typename's own is refused nothing",
      query: "{ tree { t: __typename metres } }",
      text: '{"tree":{"t":"Tree","metres":10}}',
    },
    {
      title: "that is __proto__ is a member like any other",
      query: "{ tree { __proto__: name metres constructor: kind } }",
      text: '{"tree":{"__proto__":"name of t1","metres":10,"constructor":"beech"}}',
    },
    {
      title: "that is __proto__ on an object keeps what is inside",
      query: "{ __proto__: tree { toString: metres hasOwnProperty: __typename } }",
      text: '{"__proto__":{"toString":10,"hasOwnProperty":"Tree"}}',
    },
    {
      title: "of the reader's own reserved-looking names is given back as written",
      query: "{ _alias_tree: tree { _confirm: name _e0: metres } }",
      text: '{"_alias_tree":{"_confirm":"name of t1","_e0":10}}',
    },
    {
      title: "tells two selections of one field apart",
      query: "{ a: tree { id parent { name } } b: tree { parent { id metres } } }",
      text: '{"a":{"id":"t1","parent":{"name":"oak of old"}},"b":{"parent":{"id":"t0","metres":0}}}',
    },
    {
      title: "is not needed for a field with an object member's name",
      query: "{ toString }",
      text: '{"toString":"trees"}',
    },
  ];
  it.each(situations)("$title", async ({ query, text }) => {
    const response = await fetch(federation.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    await expect(response.text()).resolves.toBe(`{"data":${text}}`);
  });

  it("stands in the paths of errors as the reader wrote it", async () => {
    federation.subgraph("heights").spoil = (response) => ({
      ...response,
      errors: [{ message: "bent", path: ["_entities", 1, "_alias_id"] }],
    });
    const { errors } = await federation.ask("{ name: trees { id: metres } }");
    federation.subgraph("heights").spoil = null;
    expect(errors).toMatchObject([{ message: "bent", path: ["name", 1, "id"] }]);
  });

  it("of one object does not change the prototype of any", async () => {
    federation.subgraph("trees").spoil = () =>
      JSON.parse('{"data":{"tree":{"__proto__":{"polluted":1},"name":"x","id":"t1"}}}');
    const { data } = await federation.ask("{ tree { name } }");
    federation.subgraph("trees").spoil = null;
    expect(data).toEqual({ tree: { name: "x" } });
    expect(({} as Reference).polluted).toBeUndefined();
  });

  it("of a subgraph's own making gives neither an entity nor any other object members that nobody fetched", async () => {
    const entity = '{"__proto__":{"label":"evil"},"metres":1}';
    federation.subgraph("heights").spoil = () => JSON.parse(`{"data":{"_entities":[${entity}]}}`);
    const { data } = await federation.ask("{ tree { metres label } }");
    federation.subgraph("heights").spoil = null;
    expect(data).toEqual({ tree: { metres: 1, label: null } });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("or name that every object has a member of is null when its field is not there", async () => {
    federation.subgraph("trees").spoil = () => ({ data: {} });
    const { data, errors } = await federation.ask("{ toString }");
    federation.subgraph("trees").spoil = null;
    expect({ data, errors }).toEqual({ data: { toString: null }, errors: [] });
  });
});
