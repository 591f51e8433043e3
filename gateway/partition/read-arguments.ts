// Reading the arguments of a field. In: the field as it was written and the reader's variables. Out: their values by
// name (GraphQL specification, "CoerceArgumentValues").
import { getArgumentValues, GraphQLError, type FieldNode, type GraphQLField } from "graphql";
import { CodedError } from "../../schema/errors.js";

/** The arguments' values. Throws `BAD_USER_INPUT`, for a variable that is null where the argument may not be. */
export function readArguments(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  try {
    return getArgumentValues(definition, node, variables);
  } catch (error) {
    if (error instanceof GraphQLError)
      throw new CodedError("BAD_USER_INPUT", error.message, { expected: "a value", got: "null" });
    throw error;
  }
}
