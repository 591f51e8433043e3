// Entities over several subgraphs: requires, provides, override, interface objects, abstract types, shared roots.
import { afterEach, describe, expect, it } from "@jest/globals";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation, type SubgraphSource } from "../kit/subgraph-server.js";

let federation: Federation | null = null;
afterEach(async () => {
  await federation?.stop();
  federation = null;
});

async function start(sources: Readonly<Record<string, SubgraphSource>>): Promise<Federation> {
  return (federation = await startFederation(sources));
}

type Reference = Readonly<Record<string, unknown>>;

describe("@requires", () => {
  const fares: Record<string, number> = { EUR: 20, CHF: 18 };
  const SOURCES = {
    lines: {
      sdl: `${linkFederation("key")}
        type Query { line: Line }
        type Line @key(fields: "id") { id: ID! fare(currency: String!): Int stops: [Stop!] }
        type Stop { name: String minutes(pace: String): Int }`,
      resolvers: {
        Query: { line: () => ({ id: "l1" }) },
        Line: {
          __resolveReference: ({ id }: Reference) => ({ id }),
          fare: (_: unknown, { currency }: { currency: string }) => fares[currency],
          stops: () => [{ name: "Mill" }, { name: "Weir" }],
        },
        Stop: {
          minutes: (stop: Reference, { pace }: { pace?: string }) =>
            (pace === "slow" ? 9 : 4) + (stop.name === "Mill" ? 0 : 1),
        },
      },
    },
    tickets: {
      sdl: `${linkFederation("key", "external", "requires")}
        type Line @key(fields: "id") {
          id: ID! fare(currency: String!): Int @external stops: [Stop!] @external
          inEuro: String @requires(fields: "fare(currency: \\"EUR\\")")
          inFrancs: String @requires(fields: "fare(currency: \\"CHF\\")")
          slowest: Int @requires(fields: "stops { name minutes(pace: \\"slow\\") }")
        }
        type Stop @external { name: String minutes(pace: String): Int }`,
      resolvers: {
        Line: {
          __resolveReference: (line: Reference) => line,
          inEuro: ({ fare }: Reference) => `${String(fare)} EUR`,
          inFrancs: ({ fare }: Reference) => `${String(fare)} CHF`,
          slowest: ({ stops }: { stops: { minutes: number }[] }) => Math.max(...stops.map((stop) => stop.minutes)),
        },
      },
    },
  };

  it("takes each field with its own arguments, also when the reader asks for it with others", async () => {
    const { ask } = bind(await start(SOURCES));
    const query =
      '{ line { inEuro inFrancs fare(currency: "CHF") other: fare(currency: "EUR") slowest stops { minutes } } }';
    const data = {
      line: {
        inEuro: "20 EUR",
        inFrancs: "18 CHF",
        fare: 18,
        other: 20,
        slowest: 10,
        stops: [{ minutes: 4 }, { minutes: 5 }],
      },
    };
    await expect(ask(query)).resolves.toEqual({ status: 200, data, errors: [] });
  });
});

describe("keys", () => {
  const SOURCES = {
    plots: {
      sdl: `${linkFederation("key")}
        type Query { plots: [Plot!] }
        type Plot @key(fields: "code") @key(fields: "row { number } side") { code: ID row: Row side: String }
        type Row { number: Int }`,
      resolvers: {
        Query: {
          plots: () => [
            { code: "p1", row: { number: 1 }, side: "left" },
            { code: null, row: null, side: null },
            { code: "p2", row: { number: 1 }, side: null },
          ],
        },
      },
    },
    crops: {
      sdl: `${linkFederation("key")}
        type Plot @key(fields: "code") { code: ID crop: String }`,
      resolvers: {
        Plot: {
          __resolveReference: ({ code }: Reference) => ({ code }),
          crop: ({ code }: Reference) => `crop of ${String(code)}`,
        },
      },
    },
    soils: {
      sdl: `${linkFederation("key")}
        type Plot @key(fields: "row { number } side") { row: Row side: String soil: String }
        type Row { number: Int }`,
      resolvers: {
        Plot: {
          __resolveReference: (plot: Reference) => plot,
          soil: ({ row, side }: { row: { number: number }; side: string }) => `${row.number} ${side}`,
        },
      },
    },
  };

  it("does not ask for an entity whose key is null, and asks for one that is null in part", async () => {
    const running = await start(SOURCES);
    const { data, errors } = await running.ask("{ plots { crop soil } }");
    expect({ data, errors }).toEqual({
      data: {
        plots: [
          { crop: "crop of p1", soil: "1 left" },
          { crop: null, soil: null },
          { crop: "crop of p2", soil: "1 null" },
        ],
      },
      errors: [],
    });
    const [toCrops] = running.takeAsked("crops");
    expect(toCrops?.variables.representations).toEqual([
      { __typename: "Plot", code: "p1" },
      { __typename: "Plot", code: "p2" },
    ]);
  });

  it("sends equal representations once and gives each object its own answer, and its own errors", async () => {
    const running = await start({
      walks: {
        sdl: `${linkFederation("key")}
          type Query { walks: [Walk!] }
          type Walk { day: Int guide: Guide }
          type Guide @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: { walks: () => [1, 2, 3].map((day) => ({ day, guide: { id: day === 2 ? "g2" : "g1" } })) },
        },
      },
      guides: {
        sdl: `${linkFederation("key")}
          type Guide @key(fields: "id") { id: ID! name: String languages: [String] }`,
        resolvers: {
          Guide: { __resolveReference: ({ id }: Reference) => ({ id, name: `name ${String(id)}`, languages: [id] }) },
        },
      },
    });
    const { data } = await running.ask("{ walks { day guide { name languages } } }");
    const guide = (id: string) => ({ name: `name ${id}`, languages: [id] });
    expect(data).toEqual({
      walks: [
        { day: 1, guide: guide("g1") },
        { day: 2, guide: guide("g2") },
        { day: 3, guide: guide("g1") },
      ],
    });
    const [asked] = running.takeAsked("guides");
    expect(asked?.variables.representations).toHaveLength(2);

    running.subgraph("guides").spoil = () => ({ data: { _entities: [{ languages: ["fr", {}] }, null] } });
    const { errors } = await running.ask("{ walks { guide { languages } } }");
    expect(errors.map(({ path }) => path)).toEqual([0, 2].map((at) => ["walks", at, "guide", "languages", 1]));
  });
});

describe("@override and @provides", () => {
  it("takes an overridden field from its new owner only", async () => {
    const posts = [{ id: "1" }, { id: "2" }];
    const { ask } = bind(
      await start({
        old: {
          sdl: `${linkFederation("key")} type Query { posts: [Post!] } type Post @key(fields: "id") { id: ID! text: String }`,
          resolvers: {
            Query: { posts: () => posts },
            Post: { __resolveReference: (post: Reference) => post, text: () => "old" },
          },
        },
        new: {
          sdl: `${linkFederation("key", "override")} type Post @key(fields: "id") { id: ID! text: String @override(from: "old") }`,
          resolvers: {
            Post: { __resolveReference: (post: Reference) => post, text: ({ id }: Reference) => `new ${String(id)}` },
          },
        },
      }),
    );
    await expect(ask("{ posts { text } }")).resolves.toMatchObject({
      data: { posts: [{ text: "new 1" }, { text: "new 2" }] },
    });
  });

  it("does not ask the owner for what another subgraph provides", async () => {
    const running = await start({
      people: {
        sdl: `${linkFederation("key", "shareable")} type Person @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
        resolvers: {
          Person: { __resolveReference: (person: Reference) => person, name: () => "asked", age: () => 40 },
        },
      },
      teams: {
        sdl: `${linkFederation("key", "external", "provides")}
          type Query { lead: Person @provides(fields: "name") }
          type Person @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: { Query: { lead: () => ({ id: "1", name: "provided" }) } },
      },
    });
    await expect(running.ask("{ lead { name } }")).resolves.toMatchObject({ data: { lead: { name: "provided" } } });
    expect(running.takeAsked("people")).toHaveLength(0);
    await expect(running.ask("{ lead { name age } }")).resolves.toMatchObject({
      data: { lead: { name: "provided", age: 40 } },
    });
  });
});

describe("a root field that several subgraphs share", () => {
  it("merges what each of them gives, list by list", async () => {
    const part = (field: string, value: number): SubgraphSource => ({
      sdl: `${linkFederation("shareable")}
        type Query { grid: [[Cell!]!]! @shareable }
        type Cell { id: ID! @shareable ${field}: Int }`,
      resolvers: { Query: { grid: () => [[1, 2], [3]].map((row) => row.map((id) => ({ id, [field]: id * value }))) } },
    });
    const { ask } = bind(await start({ tens: part("ten", 10), hundreds: part("hundred", 100) }));
    const cell = (id: number) => ({ id: `${id}`, ten: id * 10, hundred: id * 100 });
    await expect(ask("{ grid { id ten hundred } }")).resolves.toMatchObject({
      data: { grid: [[cell(1), cell(2)], [cell(3)]] },
    });
  });
});

function bind(running: Federation): Pick<Federation, "ask"> {
  return { ask: (...given) => running.ask(...given) };
}
