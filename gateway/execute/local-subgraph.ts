// A hub service in this process: transport `local`, no socket. In: its executable schema and how its context is made.
// Out: a `Subgraph`. What is no error for readers is masked here, where its cause can still be logged.
import { randomUUID } from "node:crypto";
import { execute, GraphQLError, parse, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import { ERROR_CODES } from "../../schema/errors.js";
import { describeFault } from "../../schema/describe-fault.js";
import type { ReaderContext, Subgraph, SubgraphError } from "./subgraph.js";

export interface LocalService {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly contextFor: (reader: ReaderContext) => unknown;
  readonly log: { error(fields: object, message: string): void };
}

/** A subgraph over an executable schema. Its results are copied by nobody: each request makes new ones. */
export function createLocalSubgraph({ name, schema, contextFor, log }: LocalService): Subgraph {
  const documents = new LRUCache<string, DocumentNode>({ max: 1_000 });
  return async ({ operation, variables, reader }) => {
    let document = documents.get(operation);
    if (document === undefined) documents.set(operation, (document = parse(operation, { noLocation: true })));
    const result = await execute({ schema, document, variableValues: variables, contextValue: contextFor(reader) });
    const data = result.data ?? null;
    return result.errors === undefined
      ? { data }
      : {
          data,
          errors: result.errors.map((error) =>
            toReaderError(error, { name, log, traceId: reader.spans?.traceId ?? randomUUID() }),
          ),
        };
  };
}

function toReaderError(
  error: NonNullable<ExecutionResult["errors"]>[number],
  { name, log, traceId }: Pick<LocalService, "name" | "log"> & { readonly traceId: string },
): SubgraphError {
  const code = String(error.extensions.code ?? "");
  const path = error.path === undefined ? {} : { path: error.path };
  if (Object.hasOwn(ERROR_CODES, code)) return { message: error.message, extensions: error.extensions, ...path };
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  log.error({ traceId, service: name, error: describeFault(cause) }, "A hub service failed.");
  const extensions = { code: "SUBGRAPH_ERROR", service: name, traceId };
  return { message: `The service "${name}" failed.`, extensions, ...path };
}
