// Errors and nulls as the GraphQL specification has them ("Handling Execution Errors"), whoever fails and how.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

/** What the fields of a boat are, by its id; a test puts what it needs. */
let boats: Record<string, Reference> = {};
let marks: Record<string, Reference | Error | null> = {};

const SOURCES = {
  fleet: {
    sdl: `${linkFederation("key")}
      type Query { boat: Boat fleet: [Boat] crew: [Boat!] harbour: Harbour! rows: [[Boat!]] }
      type Harbour { main: Boat! }
      type Boat @key(fields: "id") { id: ID! name: String hull: Hull strict: Hull! sails: [Int!] knots: Int }
      type Hull { wood: String! }`,
    resolvers: {
      Query: {
        boat: () => boats.b1,
        fleet: () => [boats.b1, boats.b2],
        crew: () => [boats.b1, boats.b2],
        harbour: () => ({ main: boats.b1 }),
        rows: () => [[boats.b1], [boats.b2]],
      },
    },
  },
  marks: {
    sdl: `${linkFederation("key")} type Boat @key(fields: "id") { id: ID! mark: String sure: String! notes: [Note] } type Note { text: String! }`,
    resolvers: {
      Boat: {
        __resolveReference: async ({ id }: { id: string }) => {
          const mark = marks[id];
          if (mark instanceof Error) throw mark;
          return mark;
        },
      },
    },
  },
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
beforeEach(() => {
  boats = { b1: { id: "b1", name: "Heron" }, b2: { id: "b2", name: "Tern" } };
  marks = { b1: { id: "b1", mark: "H1", sure: "yes" }, b2: { id: "b2", mark: "T2", sure: "yes" } };
});
afterAll(() => federation.stop());

const broken = new Error("broken");

/** Runs a query and gives back its data, and where its errors are. */
async function outcome(query: string): Promise<{ data: unknown; errors: unknown }> {
  const { data, errors } = await federation.ask(query);
  return { data, errors: errors.map(({ path }) => (path as unknown[]).join(".")) };
}

describe("a null", () => {
  const situations = [
    {
      title: "in a nullable field stays there",
      put: { knots: null },
      query: "{ boat { id knots } }",
      data: { boat: { id: "b1", knots: null } },
      errors: [],
    },
    {
      title: "in a non-null field takes its nullable parent, which has one error",
      put: { hull: {} },
      query: "{ boat { id hull { wood } } }",
      data: { boat: { id: "b1", hull: null } },
      errors: ["boat.hull.wood"],
    },
    {
      title: "goes up through non-null parents as far as it must",
      put: { strict: {} },
      query: "{ fleet { id strict { wood } } }",
      data: { fleet: [null, null] },
      errors: ["fleet.0.strict.wood", "fleet.1.strict"],
    },
    {
      title: "goes through a list of non-null items and takes the whole list",
      put: { strict: {} },
      query: "{ crew { strict { wood } } }",
      data: { crew: null },
      errors: ["crew.0.strict.wood"],
    },
    {
      title: "goes all the way to data when every parent is non-null",
      put: { strict: null },
      query: "{ harbour { main { strict { wood } } } boat { id } }",
      data: null,
      errors: ["harbour.main.strict"],
    },
    {
      title: "stops at the row of a nested list",
      put: { strict: null },
      query: "{ rows { strict { wood } } }",
      data: { rows: [null, null] },
      errors: ["rows.0.0.strict", "rows.1.0.strict"],
    },
    {
      title: "among non-null items takes the list",
      put: { sails: [3, null] },
      query: "{ boat { sails } }",
      data: { boat: { sails: null } },
      errors: ["boat.sails.1"],
    },
  ];
  it.each(situations)("$title", async ({ put, query, data, errors }) => {
    boats.b1 = { ...boats.b1, ...put };
    await expect(outcome(query)).resolves.toEqual({ data, errors });
  });
});

describe("an entity", () => {
  const query = "{ fleet { name mark } }";
  const situations: ReadonlyArray<{
    title: string;
    put: typeof marks;
    query: string;
    data: unknown;
    errors: string[];
  }> = [
    {
      title: "that its subgraph does not know leaves its fields null, without an error",
      put: { b2: null },
      query,
      data: {
        fleet: [
          { name: "Heron", mark: "H1" },
          { name: "Tern", mark: null },
        ],
      },
      errors: [],
    },
    {
      title: "that fails has its error where it stands in the answer",
      put: { b2: broken },
      query,
      data: {
        fleet: [
          { name: "Heron", mark: "H1" },
          { name: "Tern", mark: null },
        ],
      },
      errors: ["fleet.1"],
    },
    {
      title: "that fails takes an object with a non-null field of it",
      put: { b2: broken },
      query: "{ fleet { name sure } }",
      data: { fleet: [{ name: "Heron", sure: "yes" }, null] },
      errors: ["fleet.1"],
    },
    {
      title: "that its subgraph does not know takes an object with a non-null field of it, with an error of ours",
      put: { b2: null },
      query: "{ fleet { name sure } }",
      data: { fleet: [{ name: "Heron", sure: "yes" }, null] },
      errors: ["fleet.1.sure"],
    },
    {
      title: "that is missing takes a non-null parent, and its parent's parent, up to data",
      put: { b1: null },
      query: "{ harbour { main { sure } } boat { name } }",
      data: null,
      errors: ["harbour.main.sure"],
    },
    {
      title: "that is missing among non-null items takes their list",
      put: { b2: null },
      query: "{ crew { name sure } boat { name } }",
      data: { crew: null, boat: { name: "Heron" } },
      errors: ["crew.1.sure"],
    },
    {
      title: "that is missing in a nested list takes its row only",
      put: { b1: null },
      query: "{ rows { sure } }",
      data: { rows: [null, [{ sure: "yes" }]] },
      errors: ["rows.0.0.sure"],
    },
    {
      title: "with an error deep inside has the whole path",
      put: { b2: { id: "b2", notes: [{ text: "dry" }, {}] } },
      query: "{ fleet { n: notes { text } } }",
      data: { fleet: [{ n: null }, { n: [{ text: "dry" }, null] }] },
      errors: ["fleet.1.n.1.text"],
    },
    {
      title: "that stands at several places has its error at each of them",
      put: { b1: broken, b2: { id: "b2", mark: "T2" } },
      query: "{ boat { mark } fleet { mark } }",
      data: { boat: { mark: null }, fleet: [{ mark: null }, { mark: "T2" }] },
      errors: ["boat", "fleet.0"],
    },
  ];
  it.each(situations)("$title", async ({ put, query, data, errors }) => {
    marks = { ...marks, ...put };
    const got = await outcome(query);
    expect({ ...got, errors: [...(got.errors as string[])].sort() }).toEqual({ data, errors });
  });
});
