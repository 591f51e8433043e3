// What a schema declares, as plain data to compare. In: a schema. Out: for each type its fields, arguments and values,
// without what federation adds.
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

const FEDERATION = /^(_|federation__|link__|(ID|Int|Float|String|Boolean)$)/;

/** The declarations of each type, by name. `except`: a type that one of two schemas need not declare alike. */
export function describeSchema(schema: GraphQLSchema, except?: string): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !FEDERATION.test(type.name) && type.name !== except,
  );
  return Object.fromEntries(types.map((type) => [type.name, declarations(type)]));
}

/** What a type declares, one line per field, argument or value. */
function declarations(type: GraphQLNamedType): string[] {
  if (isEnumType(type))
    return type
      .getValues()
      .map((value) => value.name)
      .sort();
  if (isInputObjectType(type))
    return Object.values(type.getFields())
      .map((field) => `${field.name}: ${field.type}`)
      .sort();
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).map((field) => {
    const args = field.args.map((arg) => `${arg.name}: ${arg.type} = ${JSON.stringify(arg.defaultValue)}`).sort();
    return `${field.name}(${args.join(", ")}): ${field.type}`;
  });
  const own = fields.filter((line) => !/^_(entities|service)\(/.test(line));
  return [...own, ...type.getInterfaces().map((parent) => `implements ${parent.name}`)].sort();
}
