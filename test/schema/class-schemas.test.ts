// The hub's services: what their classes declare is what their SDL declares, so that neither can change alone.
import { describe, expect, it } from "@jest/globals";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { builtDocument, builtSdl } from "../../schema/built.js";
import { knowledgeClassSchema, knowledgeSchema } from "../../services/knowledge/knowledge.js";
import { registryClassSchema } from "../../services/registry/registry.js";

/** What a type declares, one line per field, argument or value. */
function declarations(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map((value) => value.name);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => `${field.name}: ${field.type}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).map((field) => {
    const args = field.args.map((arg) => `${arg.name}: ${arg.type} = ${JSON.stringify(arg.defaultValue)}`).sort();
    return `${field.name}(${args.join(", ")}): ${field.type}`;
  });
  const own = fields.filter((line) => !/^_(entities|service)\(/.test(line));
  return [...own, ...type.getInterfaces().map((parent) => `implements ${parent.name}`)].sort();
}

function describeSchema(schema: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !/^(_|federation__|link__|(ID|Int|Float|String|Boolean)$)/.test(type.name),
  );
  return Object.fromEntries(types.map((type) => [type.name, declarations(type)]));
}

describe("a service of the hub", () => {
  it.each([
    ["registry", registryClassSchema],
    ["knowledge", knowledgeClassSchema],
  ] as const)("declares in its classes exactly what the SDL of %s declares", (name, classSchema) => {
    const served = buildSubgraphSchema([{ typeDefs: builtDocument(name) }]);
    expect(describeSchema(classSchema())).toEqual(describeSchema(served));
  });

  it("declares only what it serves: no field without a resolver or a value", () => {
    expect(Object.keys(knowledgeSchema().getQueryType()?.getFields() ?? {}).sort()).toEqual([
      "_entities",
      "_service",
      "topic",
      "topics",
    ]);
    expect(builtSdl("registry")).not.toMatch(/type Mutation|Community|AccessKey|Quota/);
    expect(builtSdl("knowledge")).not.toMatch(/type Subscription|SearchConnection|Expert\b|Community/);
  });
});
