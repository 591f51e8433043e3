// Introspection: what the gateway answers from the schema itself. In: an operation. Out: the part of it that asks for
// `__schema` or `__type`, as a document of its own, and its answer.
import {
  executeSync,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";

/** The introspection part of an operation, or null when it has none. */
export function introspectionPart(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): DocumentNode | null {
  if (operation.operation !== "query" || !asksForSchema(document)) return null;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const types = new TypeInfo(schema);
  const query = schema.getQueryType();
  return visit(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] } satisfies DocumentNode,
    visitWithTypeInfo(types, {
      // fragments on other types stay as they are: what spread them was cut
      Field: (node) => (types.getParentType() === query && !node.name.value.startsWith("__") ? null : undefined),
    }),
  );
}

/** Answers an introspection part. The result has no prototype. */
export function answerIntrospection(
  document: DocumentNode,
  schema: GraphQLSchema,
  variableValues: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return executeSync({ schema, document, variableValues, rootValue: {} }).data ?? {};
}

function asksForSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field(node) {
      if (node.name.value === "__schema" || node.name.value === "__type") found = true;
    },
  });
  return found;
}
