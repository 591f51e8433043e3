import { describe, expect, it } from "@jest/globals";
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { buildClassSchema, partnerSchema } from "../../services/partner/api/executable-schema.js";
import { partnerSdl } from "../../services/partner/api/partner-sdl.js";

/** What a type declares, one line per field, argument or value. */
function declarations(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map((value) => value.name);
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => `${field.name}: ${field.type}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).map((field) => {
    const args = field.args.map((arg) => `${arg.name}: ${arg.type} = ${JSON.stringify(arg.defaultValue)}`).sort();
    return `${field.name}(${args.join(", ")}): ${field.type}`;
  });
  return [...fields, ...type.getInterfaces().map((parent) => `implements ${parent.name}`)];
}

function describeSchema(schema: GraphQLSchema): Record<string, string[]> {
  const federation = /^(_|federation__|link__|Topic$)|^__/;
  return Object.fromEntries(
    Object.values(schema.getTypeMap())
      .filter((type) => !federation.test(type.name))
      .map((type) => [
        type.name,
        declarations(type)
          .filter((line) => !/^_(entities|service)\(/.test(line))
          .sort(),
      ]),
  );
}

describe("the executable schema", () => {
  it("declares in its classes exactly what the contract declares for partners", () => {
    expect(describeSchema(buildClassSchema())).toEqual(describeSchema(partnerSchema()));
  });

  it("hands out the contract without what the hub fills in, and with the partners' directives", () => {
    const sdl = partnerSdl();
    expect(sdl).not.toMatch(/@hub\b|Completeness|Freshness|Via\b|partners:/);
    expect(sdl).toMatch(/@scatter @listSize/);
    expect(sdl).toMatch(/directive @crossPartner/);
    expect(sdl).toMatch(/adaptedFrom: Practice @crossPartner/);
    expect(sdl).toMatch(/joinUrl: Url @authenticated/);
  });
});
