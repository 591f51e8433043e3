// What was promised to readers and partners still holds: nothing that a program relies on goes away or changes its meaning
// without twelve months' notice.
import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  type GraphQLSchema,
} from "graphql";
import { readdirSync, readFileSync } from "node:fs";
import { DEPRECATED_SINCE } from "../../schema/deprecations.js";
import { schemaPath } from "../../schema/sdl.js";
import { brokenPromises } from "../kit/broken-promises.js";

const read = (file: string): string => readFileSync(schemaPath(file), "utf8");
const SCHEMAS = {
  api: (file: string): GraphQLSchema => buildSchema(read(file)),
  contract: (file: string): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(read(file)) }]),
};

describe("the promise to readers and to partners", () => {
  it("is kept: api.graphql breaks no program that was written before", async () => {
    expect(await brokenPromises(SCHEMAS.api("promised/api.graphql"), SCHEMAS.api("api.graphql"))).toEqual([]);
  });

  it.each(readdirSync(schemaPath("versions")))("is kept: contract.graphql has all that %s had", async (file) => {
    const [released, present] = [SCHEMAS.contract(`versions/${file}`), SCHEMAS.contract("contract.graphql")];
    expect(await brokenPromises(released, present)).toEqual([]);
  });

  it("knows the day of everything that is deprecated", () => {
    const present = [SCHEMAS.api("api.graphql"), SCHEMAS.contract("contract.graphql")];
    const undated = present.flatMap(deprecatedIn).filter((coordinate) => DEPRECATED_SINCE[coordinate] === undefined);
    expect(undated).toEqual([]);
  });
});

const OLD = `type Query { who(name: String, age: Int): Person, what: String @deprecated }
  type Person { name: String!, role: Role } enum Role { LEAD HELP } input Filter { text: String }`;

describe("a break of a promise", () => {
  const CHANGES: ReadonlyArray<[string, string, string | RegExp]> = [
    ["a field that goes", OLD.replace(", role: Role", ""), "Field 'role' was removed from object type 'Person'"],
    ["an argument that goes", OLD.replace(", age: Int", ""), /Argument 'age: Int' was removed/],
    ["an argument that must be given", OLD.replace("age: Int", "age: Int!"), /Type for argument 'age'.*changed/],
    ["a value that goes", OLD.replace(" HELP", ""), /Enum value 'HELP' was removed/],
    [
      "a field that may be null",
      OLD.replace("name: String!", "name: String"),
      /changed type from 'String!' to 'String'/,
    ],
    ["a type that goes", OLD.replace(" input Filter { text: String }", ""), "Type 'Filter' was removed"],
  ];

  it.each(CHANGES)("is found and named: %s", async (_what, text, said) => {
    const lines = await brokenPromises(buildSchema(OLD), buildSchema(text));
    expect(lines).toEqual([typeof said === "string" ? said : expect.stringMatching(said)]);
  });

  it("is none when fields, values, types and optional arguments are added", async () => {
    const more = OLD.replace("age: Int", "age: Int, town: String").replace("role: Role", "role: Role, since: String");
    expect(
      await brokenPromises(
        buildSchema(OLD),
        buildSchema(`${more.replace("HELP", "HELP GUEST")} type Place { a: Int }`),
      ),
    ).toEqual([]);
  });

  it("is none after twelve months' notice, and is one a day before", async () => {
    const [released, present] = [buildSchema(OLD), buildSchema(OLD.replace(", what: String @deprecated", ""))];
    const since = { "Query.what": "2026-01-15" };
    expect(await brokenPromises(released, present, { since, now: new Date("2027-01-15") })).toEqual([]);
    expect(await brokenPromises(released, present, { since, now: new Date("2027-01-14") })).toEqual([
      "Field 'what' (deprecated) was removed from object type 'Query'",
    ]);
  });
});

/** The coordinates of what a schema says is deprecated. */
function deprecatedIn(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isEnumType(type)) return type.getValues().flatMap((value) => dated(value, `${type.name}.${value.name}`));
    if (isInputObjectType(type))
      return Object.values(type.getFields()).flatMap((field) => dated(field, `${type.name}.${field.name}`));
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    if (type.name.startsWith("__")) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      ...dated(field, `${type.name}.${field.name}`),
      ...field.args.flatMap((argument) => dated(argument, `${type.name}.${field.name}(${argument.name}:)`)),
    ]);
  });
}

function dated(
  { deprecationReason }: { readonly deprecationReason?: string | null | undefined },
  coordinate: string,
): string[] {
  return deprecationReason === undefined || deprecationReason === null ? [] : [coordinate];
}
