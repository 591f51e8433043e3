// Introspection is answered by the gateway from the readers' schema, alone or beside data, and never leaves it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { startFederation, type Federation } from "../kit/federation.js";
import { linkFederation } from "../kit/subgraph-server.js";

const SOURCES = {
  mills: {
    sdl: `${linkFederation("key", "inaccessible")}
      type Query { mill: Mill count: Int! "Is it turning?" turning: Boolean @deprecated(reason: "ask the mill") }
      type Mill @key(fields: "id") { id: ID! wheel: Int hidden: Int @inaccessible }`,
    resolvers: { Query: { mill: () => ({ id: "m1", wheel: 3 }), turning: () => true, count: () => 4 } },
  },
};

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation(SOURCES);
});
beforeEach(() => void federation.takeAsked("mills"));
afterAll(() => federation.stop());

describe("introspection", () => {
  it("gives the readers' schema, without what is inaccessible or of federation, and asks no subgraph", async () => {
    const { data, errors } = await federation.ask(getIntrospectionQuery());
    expect(errors).toEqual([]);
    const schema = buildClientSchema(data as IntrospectionQuery);
    expect(Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith("__"))).toEqual(
      expect.not.arrayContaining(["_Entity", "_Any", "join__Graph", "link__Import"]),
    );
    expect(JSON.stringify(data)).not.toMatch(/hidden|join__|link__|_entities|_service/);
    expect(federation.takeAsked("mills")).toHaveLength(0);
  });

  it("stands beside data, under aliases, through fragments and with variables", async () => {
    const query = `query ($name: String!, $with: Boolean = true) {
      kind: __typename
      ...Types
      mill { wheel __typename }
      count
      again: __type(name: "Query") @include(if: $with) { fields { name isDeprecated } }
      gone: __type(name: "Mill") @skip(if: $with) { name }
    }
    fragment Types on Query { it: __type(name: $name) { name fields { name } } __schema { queryType { name } } }`;
    const { data, errors } = await federation.ask(query, { variables: { name: "Mill" } });
    expect({ data, errors }).toEqual({
      data: {
        kind: "Query",
        it: { name: "Mill", fields: [{ name: "id" }, { name: "wheel" }] },
        __schema: { queryType: { name: "Query" } },
        mill: { wheel: 3, __typename: "Mill" },
        count: 4,
        again: {
          fields: [
            { name: "mill", isDeprecated: false },
            { name: "count", isDeprecated: false },
          ],
        },
      },
      errors: [],
    });
    const [asked] = federation.takeAsked("mills");
    expect(asked?.query).not.toMatch(/__schema|__type\b/);
    expect(asked?.variables).toEqual({});
  });

  it("gives null for a type that is not there, and the root's name without asking anybody", async () => {
    await expect(federation.ask('{ __type(name: "join__Graph") { name } __typename }')).resolves.toEqual({
      status: 200,
      data: { __type: null, __typename: "Query" },
      errors: [],
    });
    expect(federation.takeAsked("mills")).toHaveLength(0);
  });
});
