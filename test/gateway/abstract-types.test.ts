// Interfaces, unions and interface objects: what an object is, who knows it, and what is never let out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const animals = [
  { __typename: "Sheep", id: "a1", wool: 4 },
  { __typename: "Goat", id: "a2", milk: 2 },
  { __typename: "Sheep", id: "a3", wool: 5 },
];
const find = ({ id }: Reference) => animals.find((animal) => animal.id === id);

const SOURCES = {
  herd: {
    sdl: `${linkFederation("key")}
      type Query { herd: [Animal!] first: Animal mixed: [Thing!] }
      interface Animal @key(fields: "id") { id: ID! }
      interface Named { name: String }
      type Sheep implements Animal @key(fields: "id") { id: ID! wool: Int }
      type Goat implements Animal @key(fields: "id") { id: ID! milk: Int }
      type Fence implements Named { name: String metres: Int }
      union Thing = Sheep | Goat | Fence`,
    resolvers: {
      Query: {
        herd: () => animals,
        first: () => animals[0],
        mixed: () => [animals[1], { __typename: "Fence", name: "north", metres: 9 }],
      },
      Animal: { __resolveReference: find },
      Sheep: { __resolveReference: find },
      Goat: { __resolveReference: find },
    },
  },
  vet: {
    sdl: `${linkFederation("key", "interfaceObject")}
      type Query { patients: [Animal!] }
      type Animal @key(fields: "id") @interfaceObject { id: ID! healthy: Boolean }`,
    resolvers: {
      Query: { patients: () => [{ id: "a2" }, { id: "a1" }] },
      Animal: { __resolveReference: ({ id }: Reference) => ({ id }), healthy: ({ id }: Reference) => id !== "a2" },
    },
  },
  prices: {
    sdl: `${linkFederation("key")} type Goat @key(fields: "id") { id: ID! price: Int }`,
    resolvers: { Goat: { __resolveReference: (goat: Reference) => goat, price: () => 120 } },
  },
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
beforeEach(() => {
  for (const name of federation.subgraphs.keys()) federation.takeAsked(name);
});
afterAll(() => federation.stop());

describe("abstract types", () => {
  const situations = [
    {
      title: "gives fragments only to the types they name",
      query: "{ herd { id ... on Sheep { wool } ... on Goat { milk price } } }",
      data: {
        herd: [
          { id: "a1", wool: 4 },
          { id: "a2", milk: 2, price: 120 },
          { id: "a3", wool: 5 },
        ],
      },
    },
    {
      title: "gives fragments on interfaces to the members of a union that implement them",
      query: "{ mixed { ... on Animal { id } ... on Named { name ... on Fence { metres } } } }",
      data: { mixed: [{ id: "a2" }, { name: "north", metres: 9 }] },
    },
    {
      title: "tells the type under every alias",
      query: "{ mixed { kind: __typename __typename } first { t: __typename } }",
      data: {
        mixed: [
          { kind: "Goat", __typename: "Goat" },
          { kind: "Fence", __typename: "Fence" },
        ],
        first: { t: "Sheep" },
      },
    },
    {
      title: "answers from an interface object without asking who the objects are, when nothing depends on it",
      query: "{ patients { id healthy } }",
      data: {
        patients: [
          { id: "a2", healthy: false },
          { id: "a1", healthy: true },
        ],
      },
      untouched: "herd",
    },
    {
      title: "also through a fragment on the interface itself",
      query: "{ patients { ... on Animal { healthy } } }",
      data: { patients: [{ healthy: false }, { healthy: true }] },
      untouched: "herd",
    },
    {
      title: "never lets out the interface's own name as an object's type",
      query: "{ patients { __typename healthy } }",
      data: {
        patients: [
          { __typename: "Goat", healthy: false },
          { __typename: "Sheep", healthy: true },
        ],
      },
    },
    {
      title: "finds the type of interface objects for fragments, and goes on from there",
      query: "{ patients { healthy ... on Goat { price milk } ... on Sheep { wool } } }",
      data: {
        patients: [
          { healthy: false, price: 120, milk: 2 },
          { healthy: true, wool: 4 },
        ],
      },
    },
    {
      title: "adds an interface object's fields to objects whose type is known",
      query: "{ herd { __typename healthy ... on Sheep { wool healthy } } }",
      data: {
        herd: [
          { __typename: "Sheep", healthy: true, wool: 4 },
          { __typename: "Goat", healthy: false },
          { __typename: "Sheep", healthy: true, wool: 5 },
        ],
      },
    },
  ];
  it.each(situations)("$title", async ({ query, data, untouched }) => {
    await expect(federation.ask(query)).resolves.toEqual({ status: 200, data, errors: [] });
    if (untouched !== undefined) expect(federation.takeAsked(untouched)).toHaveLength(0);
  });

  it("keeps an object's type when an interface object's entity bears the interface's name", async () => {
    const named = { data: { _entities: animals.map(() => ({ __typename: "Animal", healthy: true })) } };
    federation.subgraph("vet").spoil = () => named;
    const { data, errors } = await federation.ask("{ herd { __typename healthy ... on Goat { milk } } }");
    federation.subgraph("vet").spoil = null;
    expect({ data, errors }).toEqual({
      data: {
        herd: [
          { __typename: "Sheep", healthy: true },
          { __typename: "Goat", healthy: true, milk: 2 },
          { __typename: "Sheep", healthy: true },
        ],
      },
      errors: [],
    });
  });

  it("makes null, with an error, of an object that is of none of the readers' types", async () => {
    federation.subgraph("herd").spoil = (response) => JSON.parse(JSON.stringify(response).replace('"Goat"', '"Wolf"'));
    const { data, errors } = await federation.ask("{ mixed { __typename } }");
    federation.subgraph("herd").spoil = null;
    expect(data).toEqual({ mixed: null });
    expect(errors).toMatchObject([
      { path: ["mixed", 0], message: "Query.mixed is not one of Thing.", extensions: { code: "INVALID_VALUE" } },
    ]);
  });
});
