// Ids as they come in. In: the schema as its classes build it. Out: the same; its root fields refuse ids with U+0000, which the
// database cannot hold, so that nobody can ask it for one.
import {
  getNullableType,
  isInputObjectType,
  isListType,
  type GraphQLFieldMap,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { badInput } from "../../../schema/errors.js";

/** Has all root fields check the ids that they are given. Throws `BAD_USER_INPUT`, when a field is asked. */
export function expectIds(schema: GraphQLSchema): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) expectIdsOf(root.getFields());
  return schema;
}

function expectIdsOf(fields: GraphQLFieldMap<unknown, unknown>): void {
  for (const field of Object.values(fields)) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    // eslint-disable-next-line max-params -- a resolver of graphql-js
    field.resolve = (root, given: Readonly<Record<string, unknown>>, context, info) => {
      for (const { name, type } of field.args) expectId(name, type, given[name]);
      return resolve(root, given, context, info);
    };
  }
}

function expectId(argument: string, type: GraphQLInputType, value: unknown): void {
  const inner = getNullableType(type);
  if (value === null || value === undefined) return;
  if (isListType(inner)) {
    for (const each of value as unknown[]) expectId(argument, inner.ofType, each); // coerced to the type
  } else if (isInputObjectType(inner)) {
    for (const { name, type: of } of Object.values(inner.getFields()))
      expectId(name, of, (value as Readonly<Record<string, unknown>>)[name]); // coerced, too
  } else if (inner.name === "ID" && String(value).includes("\0")) throw badInput(argument, "an id", value);
}
