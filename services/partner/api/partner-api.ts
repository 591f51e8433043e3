// GraphQL over HTTP for partners. In: a request whose caller is known. Out: the reply. Errors that a caller may see are
// those with a code of the table; everything else is logged and masked.
import { randomUUID } from "node:crypto";
import { ApolloServer, HeaderMap, type ApolloServerPlugin, type HTTPGraphQLRequest } from "@apollo/server";
import { unwrapResolverError } from "@apollo/server/errors";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLFormattedError } from "graphql";
import { describeFault } from "../../../schema/describe-fault.js";
import { ERROR_CODES, type ErrorCode } from "../../../schema/errors.js";
import type { PartnerProfile } from "../partner-profile.js";
import type { Store } from "../store.js";
import { partnerSchema } from "./executable-schema.js";
import { createContext, type Caller, type PartnerContext } from "./partner-context.js";

/** A request to answer. */
export interface PartnerQuestion {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly body: Buffer;
  readonly partner: PartnerProfile;
  readonly caller: Caller;
  /** When nobody waits for the answer any more, in milliseconds since the epoch; null when that is not known. */
  readonly deadline: number | null;
}

export interface PartnerApi {
  answer(question: PartnerQuestion): Promise<FastifyReply>;
  stop(): Promise<void>;
}

const MOST_TOKENS = 10_000;

/** The API over a store. `log` is told of errors that callers do not see. */
export async function createPartnerApi(
  store: Pick<Store, "until" | "rows">,
  log: (line: string) => void,
): Promise<PartnerApi> {
  const server = new ApolloServer<PartnerContext>({
    schema: partnerSchema(),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    maxRecursiveSelections: true,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      readsOnlyWhatIsMentioned,
    ],
    formatError: (formatted, error) => maskError(formatted, error, log),
  });
  await server.start();
  return { answer: (question) => answer(server, store, question), stop: () => server.stop() };
}

/** Once the document is known, reads fetch no other columns than those it mentions. */
const readsOnlyWhatIsMentioned: ApolloServerPlugin<PartnerContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ contextValue, document }) => {
      Object.assign(contextValue, createContext({ ...contextValue, document }));
    },
  }),
};

async function answer(
  server: ApolloServer<PartnerContext>,
  store: Pick<Store, "until" | "rows">,
  question: PartnerQuestion,
) {
  const { request, reply, body, partner, caller, deadline } = question;
  const session = deadline === null ? store : store.until(deadline);
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toGraphQLRequest(request, body),
    context: async () => createContext({ session, partner, caller, document: null }),
  });
  for (const [name, value] of response.headers) void reply.header(name, value);
  if (response.body.kind !== "complete") throw new Error("partners do not answer in parts");
  return reply.code(response.status ?? 200).send(response.body.string);
}

function toGraphQLRequest(request: FastifyRequest, body: Buffer): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return { method: request.method, headers, search: "", body: parseBody(body) };
}

/** Undefined when it is not JSON: Apollo then says that the body is missing. */
function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Our own rows hold every field that may not be null, so only a stub lacks one. */
const NULL_IN_STUB = /^Cannot return null for non-nullable field/;
const NOT_OURS = {
  message: "This record belongs to another partner, who answers everything but its type and id.",
  extensions: { code: "INVALID_VALUE" },
};

function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (line: string) => void,
): GraphQLFormattedError {
  const code = formatted.extensions?.["code"];
  if (typeof code === "string" && Object.hasOwn(ERROR_CODES, code)) {
    if (ERROR_CODES[code as ErrorCode].audience === "client") return formatted; // own key, just checked
  }
  if (NULL_IN_STUB.test(formatted.message)) return { ...formatted, ...NOT_OURS };
  const traceId = randomUUID();
  const original = unwrapResolverError(error);
  log(`${traceId} ${describeFault(original)}`);
  const { path, locations } = formatted;
  return {
    message: ERROR_CODES.INTERNAL.meaning,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: "INTERNAL", traceId },
  };
}
