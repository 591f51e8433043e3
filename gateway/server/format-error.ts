// Errors as readers see them. In: an error and who may read it. Out: the error, or a mask with a trace id whose cause
// is in the log.
import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { describeFault } from "../../schema/describe-fault.js";
import { ERROR_CODES } from "../../schema/errors.js";

export interface ServerLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ErrorOptions {
  readonly log: ServerLog;
  /** Whether messages of subgraphs reach readers: where the subgraphs are the operator's own. */
  readonly showSubgraphErrors: boolean;
}

/** Errors with a code of the table are for readers; everything else is a bug, masked, with a trace id in the log. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  options: ErrorOptions,
): GraphQLFormattedError {
  const code = String(formatted.extensions?.code ?? "");
  const fromSubgraph = error instanceof GraphQLError && error.path !== undefined;
  if (options.showSubgraphErrors && fromSubgraph) return formatted;
  if (Object.hasOwn(ERROR_CODES, code) && code !== "INTERNAL") return formatted;
  const traceId = randomUUID();
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  options.log.error({ traceId, error: describeFault(cause) }, "An answer failed.");
  const { path } = formatted;
  return {
    message: "Something went wrong on our side.",
    ...(path === undefined ? {} : { path }),
    extensions: { code: "INTERNAL", traceId },
  };
}
