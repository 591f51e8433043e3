// Answering a question by a schema as `graphql()` does, but reading and validating each text once: partners are asked the same
// many times. In: a schema. Out: a way to ask.
import {
  execute,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";

const MOST_TEXTS = 1_000;

export interface AskedQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rootValue: unknown;
}

/** Answers questions by a schema. */
export function answererOf(schema: GraphQLSchema): (asked: AskedQuestion) => Promise<ExecutionResult> {
  const texts = new Map<string, DocumentNode | readonly GraphQLError[]>();
  return async ({ query, variables, rootValue }) => {
    const read = texts.get(query) ?? readQuestion(schema, query);
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(query, read);
    return "kind" in read
      ? execute({ schema, document: read, variableValues: variables, rootValue })
      : { errors: read };
  };
}

function readQuestion(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}
