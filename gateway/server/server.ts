// Room "server": HTTP → GraphQL. In: a gateway and the settings of the edge. Out: a listening address. ApolloServer
// speaks GraphQL over HTTP; fastify listens. Messages that are not meant for readers are masked here, once.
import { ApolloServer, type ApolloServerOptions } from "@apollo/server";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import fastifyApollo from "@as-integrations/fastify";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Principal } from "../../schema/principal.js";
import { sizeLimits } from "../guard/size-limits.js";
import { formatError, type ServerLog } from "./format-error.js";
import type { RequestContext, SupergraphGateway } from "./gateway-interface.js";

export interface ServerOptions {
  readonly gateway: SupergraphGateway;
  readonly host: string;
  readonly port: number;
  readonly requestTimeoutMs: number;
  readonly log: ServerLog;
  /** Whether messages of subgraphs reach readers: where the subgraphs are the operator's own. */
  readonly showSubgraphErrors: boolean;
  /** Reads the credential of a request; throws `UNAUTHENTICATED` for one that is not good. */
  readonly authenticate?: (authorization: string | undefined) => Promise<Principal> | Principal;
  /** Whether every reader may have queries explained; else those who administer the network. */
  readonly explainsToAll?: boolean;
  /** Adds routes beside `/graphql`. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const LARGEST_BODY = 256 * 1024;

/** Starts the gateway's HTTP server. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = Fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true },
  });
  const apollo = new ApolloServer<RequestContext>(apolloOptions(app, options));
  await apollo.start();
  await app.register(fastifyApollo(apollo), { context: (request: FastifyRequest) => readContext(request, options) });
  options.routes?.(app);
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const stop = async (): Promise<void> => {
    await app.close();
    await apollo.stop();
  };
  return { url: `http://localhost:${port}`, stop };
}

function apolloOptions(app: FastifyInstance, options: ServerOptions): ApolloServerOptions<RequestContext> {
  return {
    gateway: options.gateway,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    introspection: true,
    validationRules: [sizeLimits],
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    stringifyResult: (value) => JSON.stringify(value),
    formatError: (formatted, error) => formatError(formatted, error, options),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: app.server }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  };
}

async function readContext(request: FastifyRequest, options: ServerOptions): Promise<RequestContext> {
  const principal = await options.authenticate?.(request.headers.authorization);
  const explainsToAll = options.explainsToAll === true;
  const source = { headers: request.headers, timeoutMs: options.requestTimeoutMs, explainsToAll };
  return { source: principal === undefined ? source : { ...source, principal } };
}
