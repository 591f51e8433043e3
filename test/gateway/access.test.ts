// Who may see what: @authenticated, @requiresScopes and @inaccessible, and that nothing is fetched for what is refused.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { ANONYMOUS, type Principal } from "../../schema/principal.js";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const rooms = [
  { __typename: "Studio", id: "r1", seats: 4, price: 90, piano: true, code: "OPEN", owner: "Ana" },
  { __typename: "Hall", id: "r2", seats: 200, price: 900, stage: 12, code: "SHUT", owner: "Ben" },
];

const SOURCES = {
  rooms: {
    sdl: `${linkFederation("key", "authenticated", "requiresScopes", "policy", "inaccessible", "shareable")}
      type Query {
        rooms: [Room!] studio: Studio vault: Vault @authenticated
        open: Int ledger: [Ledger!] pin: Pin blessed: Int @policy(policies: [["abbot"]]) audit(kind: Kind, secret: Int @inaccessible): String
      }
      type Mutation { book(id: ID!): Int @requiresScopes(scopes: [["book:write"]]) }
      interface Room { id: ID! seats: Int price: Int code: Code }
      type Studio implements Room @key(fields: "id") {
        id: ID! seats: Int price: Int code: Code piano: Boolean owner: String @inaccessible
        manager: String @requiresScopes(scopes: [["staff", "hr"], ["boss"]])
        keys: Int! @authenticated
      }
      type Hall implements Room @key(fields: "id") {
        id: ID! seats: Int code: Code stage: Int
        price: Int @authenticated
      }
      type Vault { depth: Int }
      type Ledger @authenticated { page: Int secret: Int @requiresScopes(scopes: [["boss"]]) }
      scalar Pin @authenticated
      enum Code { OPEN SHUT @inaccessible }
      enum Kind { FULL SECRET @inaccessible }`,
    resolvers: {
      Query: {
        rooms: () => rooms,
        studio: () => rooms[0],
        vault: () => ({ depth: 9 }),
        ledger: () => [{ page: 1, secret: 2 }],
        pin: () => 7,
        blessed: () => 1,
        open: () => 2,
        audit: (_: unknown, given: object) => JSON.stringify(given),
      },
      Mutation: { book: () => 1 },
      Studio: { __resolveReference: (room: Reference) => room, manager: () => "Eva", keys: () => 3 },
    },
  },
  diary: {
    sdl: `${linkFederation("key", "authenticated")} type Studio @key(fields: "id") { id: ID! next: String @authenticated free: Boolean }`,
    resolvers: { Studio: { __resolveReference: (room: Reference) => room, next: () => "choir", free: () => true } },
  },
};

const PRINCIPALS: Readonly<Record<string, Principal>> = {
  staff: { ...ANONYMOUS, kind: "APPLICATION", scopes: ["staff"] } as Principal, // the members that access rules look at
  hr: { ...ANONYMOUS, kind: "APPLICATION", scopes: ["staff", "hr"] } as Principal,
  boss: { ...ANONYMOUS, kind: "APPLICATION", scopes: ["boss", "book:write"] } as Principal,
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES, {
    authenticate: ({ authorization: who = "" }) => PRINCIPALS[who] ?? ANONYMOUS,
  });
});
beforeEach(() => {
  for (const name of federation.subgraphs.keys()) federation.takeAsked(name);
});
afterAll(() => federation.stop());

const as = (authorization: string) => ({ headers: { authorization } });

describe("a refused field", () => {
  it("is null with an UNAUTHORIZED error, the rest is answered, and nothing is fetched for it", async () => {
    const { status, data, errors } = await federation.ask("{ vault { depth } open studio { free next } }");
    expect({ status, data }).toEqual({
      status: 200,
      data: { vault: null, open: 2, studio: { free: true, next: null } },
    });
    expect(errors).toMatchObject([
      { path: ["vault"], extensions: { code: "UNAUTHORIZED", coordinate: "Query.vault" } },
      { path: ["studio", "next"], extensions: { code: "UNAUTHORIZED", coordinate: "Studio.next" } },
    ]);
    const asked = [...federation.takeAsked("rooms"), ...federation.takeAsked("diary")]
      .map(({ query }) => query)
      .join("\n");
    expect(asked).not.toMatch(/vault|next/);
  });

  it("costs no fetch at all when nothing else is asked for", async () => {
    await expect(federation.ask("{ vault { depth } }")).resolves.toMatchObject({ data: { vault: null } });
    expect(federation.takeAsked("rooms")).toHaveLength(0);
  });

  it("is answered for readers who may see it, whatever others got before", async () => {
    const signedIn = await federation.ask("{ vault { depth } }", as("staff"));
    expect(signedIn).toEqual({ status: 200, data: { vault: { depth: 9 } }, errors: [] });
    await expect(federation.ask("{ vault { depth } }")).resolves.toMatchObject({ data: { vault: null } });
  });

  it.each([
    { who: "staff", sees: null },
    { who: "hr", sees: "Eva" },
    { who: "boss", sees: "Eva" },
  ])("asks for all scopes of any one set: $who", async ({ who, sees }) => {
    await expect(federation.ask("{ studio { manager } }", as(who))).resolves.toMatchObject({
      data: { studio: { manager: sees } },
    });
  });

  it("is any that gives a type with a rule, and one with a policy, which nobody here can fulfil", async () => {
    const query = "{ ledger { page } pin blessed }";
    await expect(federation.ask(query)).resolves.toMatchObject({ data: { ledger: null, pin: null, blessed: null } });
    expect(federation.takeAsked("rooms")).toHaveLength(0);
    await expect(federation.ask(query, as("boss"))).resolves.toMatchObject({
      data: { ledger: [{ page: 1 }], pin: 7, blessed: null },
    });
  });

  it("obeys the rule of its type as well as its own", async () => {
    await expect(federation.ask("{ ledger { secret } }", as("staff"))).resolves.toMatchObject({
      data: { ledger: [{ secret: null }] },
    });
    await expect(federation.ask("{ ledger { secret } }", as("boss"))).resolves.toMatchObject({
      data: { ledger: [{ secret: 2 }] },
    });
  });

  it("that is non-null takes its parent", async () => {
    const { data, errors } = await federation.ask("{ open studio { seats keys } }");
    expect({ data, codes: errors.map(({ extensions }) => extensions) }).toEqual({
      data: { open: 2, studio: null },
      codes: [{ code: "UNAUTHORIZED", coordinate: "Studio.keys" }],
    });
  });

  it("of one type is still answered for the others behind an interface, and not fetched for that one", async () => {
    const { data, errors } = await federation.ask("{ rooms { id cost: price } }");
    expect(data).toEqual({
      rooms: [
        { id: "r1", cost: 90 },
        { id: "r2", cost: null },
      ],
    });
    expect(errors).toMatchObject([
      { path: ["rooms", 1, "cost"], extensions: { code: "UNAUTHORIZED", coordinate: "Hall.price" } },
    ]);
    const [asked] = federation.takeAsked("rooms");
    expect(asked?.query).toMatch(/on Studio ?\{cost: price/);
    expect(asked?.query).not.toMatch(/on Hall ?\{[^}]*price/);
    await expect(federation.ask("{ rooms { cost: price } }", as("staff"))).resolves.toMatchObject({
      data: { rooms: [{ cost: 90 }, { cost: 900 }] },
    });
  });

  it("may be a mutation, which is then not run", async () => {
    const { data, errors } = await federation.ask('mutation { book(id: "r1") }');
    expect({ data, code: errors[0]?.extensions }).toMatchObject({
      data: { book: null },
      code: { code: "UNAUTHORIZED" },
    });
    expect(federation.takeAsked("rooms")).toHaveLength(0);
    await expect(federation.ask('mutation { book(id: "r1") }', as("boss"))).resolves.toMatchObject({
      data: { book: 1 },
    });
  });
});

describe("what is inaccessible", () => {
  it.each([
    { title: "a field", query: "{ studio { owner } }" },
    { title: "an enum value in a literal", query: "{ audit(kind: SECRET) }" },
    { title: "an argument", query: "{ audit(secret: 1) }" },
  ])("is not there for readers: $title", async ({ query }) => {
    const { status, data, errors } = await federation.ask(query);
    expect({ status, data }).toEqual({ status: 400, data: null });
    expect(errors[0]?.extensions).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
    expect(federation.takeAsked("rooms")).toHaveLength(0);
  });

  it("becomes null with an error where a subgraph sends it", async () => {
    const { data, errors } = await federation.ask("{ rooms { code } }");
    expect(data).toEqual({ rooms: [{ code: "OPEN" }, { code: null }] });
    expect(errors).toMatchObject([
      { path: ["rooms", 1, "code"], message: expect.stringContaining("code is not a Code") },
    ]);
  });

  it("cannot be given as a variable", async () => {
    const query = "query ($kind: Kind) { audit(kind: $kind) }";
    const { errors } = await federation.ask(query, { variables: { kind: "SECRET" } });
    expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(federation.ask(query, { variables: { kind: "FULL" } })).resolves.toMatchObject({
      data: { audit: '{"kind":"FULL"}' },
    });
  });
});
