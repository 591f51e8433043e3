// Error codes: the one table of them, and the error class that carries one. In: a code and what to say.
// Out: a GraphQLError whose `extensions.code` is in the table. Anything else that is thrown is a bug: INTERNAL.
import { GraphQLError } from "graphql";

/** `client`: the message may be shown as it is. `operator`: stops the start. `bug`: masked, with a trace id. */
export type Audience = "client" | "operator" | "bug";

interface ErrorRule {
  readonly audience: Audience;
  readonly meaning: string;
  readonly mend: string;
}

/** Every code that `errors[].extensions.code` may hold. */
export const ERROR_CODES = {
  GRAPHQL_PARSE_FAILED: rule("client", "The document is not GraphQL.", "Mend the syntax at the place named."),
  GRAPHQL_VALIDATION_FAILED: rule("client", "The document does not fit the schema.", "Compare it with api.graphql."),
  BAD_USER_INPUT: rule("client", "An argument is not what it must be.", "See `expected` and `got`."),
  BAD_REQUEST: rule("client", "The HTTP request is not a GraphQL request.", "See the GraphQL over HTTP specification."),
  OPERATION_RESOLUTION_FAILURE: rule("client", "The document does not say which operation to run.", "Name one."),
  UNAUTHENTICATED: rule("client", "The credential is unknown, expired or revoked.", "Ask for a new access key."),
  FORBIDDEN: rule("client", "The credential may not be used from there, or without what goes with it.", "See message."),
  UNAUTHORIZED: rule("client", "The reader lacks a scope that the field asks for.", "Ask for a key with that scope."),
  PARTNER_UNAVAILABLE: rule("client", "The owner of a record did not answer.", "Ask again later; the rest is sound."),
  RESPONSE_INCOMPLETE: rule("client", "A field is incomplete and the reader refused that.", "Ask again, or allow it."),
  SUBGRAPH_ERROR: rule("client", "A service of the hub answered a field with an error.", "Ask again later."),
  CONFLICT: rule("client", "Somebody else has changed it since it was read.", "Read it again, then change it."),
  LIMIT_EXCEEDED: rule("client", "The operation asks for more than one answer may hold.", "Ask for less at once."),
  DEPTH_LIMIT: rule("client", "The operation is too deep.", "Ask in two operations."),
  COST_LIMIT: rule("client", "The operation would cost more than one may.", "Ask for fewer rows at once."),
  RATE_LIMITED: rule("client", "The reader's points of this minute are used up.", "Ask again after `Retry-After`."),
  OVERLOADED: rule("client", "More is asked of the hub than it can answer now.", "Ask again after `Retry-After`."),
  DOCUMENT_NOT_FOUND: rule("client", "No trusted document has this id.", "Register it, or send the one you mean."),
  TRUSTED_ONLY: rule("client", "This key may run trusted documents only.", "Send a `documentId`."),
  CURSOR_EXPIRED: rule("client", "The changes after this cursor are no longer kept.", "Take everything anew."),
  CONSUMER_TOO_SLOW: rule(
    "client",
    "Changes came faster than they were read.",
    "Subscribe again, after your last cursor.",
  ),
  INVALID_VALUE: rule("client", "A service sent a value that the schema forbids.", "Report it with its path."),
  INTERNAL: rule("bug", "Something failed that should not have.", "Report it with its trace id."),
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

function rule(audience: Audience, meaning: string, mend: string): ErrorRule {
  return { audience, meaning, mend };
}

/** An error with a code of the table. Its message is for the code's audience. */
export class CodedError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { ...extensions, code } });
    this.name = "CodedError";
  }
}

/** What is wrong with an argument: `BAD_USER_INPUT` with what was expected and what came. */
export function badInput(argument: string, expected: string, got: unknown): CodedError {
  const shown = show(got);
  return new CodedError("BAD_USER_INPUT", `${argument}: expected ${expected}, got ${shown}.`, {
    argument,
    expected,
    got: shown,
  });
}

/** A value as it is shown in a message: JSON, cut at 80 characters. */
export function show(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
