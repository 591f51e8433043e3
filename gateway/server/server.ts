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
import type { Credentials, Principal } from "../../schema/principal.js";
import type { ChangeBell } from "../../schema/change-bell.js";
import { sizeLimits } from "../guard/size-limits.js";
import { ChangeSubscriptions } from "../subscribe/change-subscriptions.js";
import { addSocketRoutes } from "../subscribe/socket-routes.js";
import { addStreamRoutes } from "../subscribe/stream-routes.js";
import { formatError, type ServerLog } from "./format-error.js";
import type { RequestContext, SupergraphGateway } from "./gateway-interface.js";
import type { ReaderHeaders, ReaderSource } from "./reader.js";

export interface ServerOptions {
  readonly gateway: SupergraphGateway;
  readonly host: string;
  readonly port: number;
  readonly requestTimeoutMs: number;
  readonly log: ServerLog;
  /** Whether messages of subgraphs reach readers: where the subgraphs are the operator's own. */
  readonly showSubgraphErrors: boolean;
  /** Reads the credential of a request; throws `UNAUTHENTICATED` for one that is not good. */
  readonly authenticate?: (credentials: Credentials) => Promise<Principal> | Principal;
  /** Whether every reader may have queries explained; else those who administer the network. */
  readonly explainsToAll?: boolean;
  /** What subscribers are woken by; without it there are no subscriptions. */
  readonly bell?: ChangeBell;
  /** How long a subscriber may take to take one change off the wire. */
  readonly slowSubscriberMs?: number;
  /** Adds routes beside `/graphql`. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const LARGEST_BODY = 256 * 1024;
const SLOW_SUBSCRIBER_MS = 15_000;

/** Starts the gateway's HTTP server. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const app = Fastify({
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true },
  });
  const apollo = new ApolloServer<RequestContext>(apolloOptions(app, options));
  await apollo.start();
  const stopSubscriptions = addSubscriptions(app, options);
  await app.register(fastifyApollo(apollo), { context: (request: FastifyRequest) => readContext(request, options) });
  options.routes?.(app);
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const stop = async (): Promise<void> => {
    await stopSubscriptions();
    await app.close();
    await apollo.stop();
  };
  return { url: `http://localhost:${port}`, stop };
}

/** Server-sent events and web sockets, where there is something to subscribe to. Gives the way to end them all. */
function addSubscriptions(app: FastifyInstance, options: ServerOptions): () => Promise<void> {
  const { bell, gateway, slowSubscriberMs: slowMs = SLOW_SUBSCRIBER_MS } = options;
  if (bell === undefined) return async () => undefined;
  const subscriptions = new ChangeSubscriptions({ supergraph: () => gateway.current, bell });
  const streams = addStreamRoutes(app, {
    subscriptions,
    slowMs,
    readSource: (request) => sourceOf(request, options),
  });
  const sockets = addSocketRoutes(app.server, {
    subscriptions,
    slowMs,
    readSource: (headers) => sourceOf({ headers }, options),
  });
  return async () => {
    subscriptions.stop();
    await Promise.all([streams.stop(), sockets.stop()]);
  };
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
  return { source: await sourceOf(request, options) };
}

interface Asking {
  readonly headers: ReaderHeaders;
  /** The HTTP method; GET when not given, as of web sockets. */
  readonly method?: string;
}

async function sourceOf({ headers, method = "GET" }: Asking, options: ServerOptions): Promise<ReaderSource> {
  const principal = await options.authenticate?.(readCredentials(headers, method));
  const explainsToAll = options.explainsToAll === true;
  const source = { headers, timeoutMs: options.requestTimeoutMs, explainsToAll };
  return principal === undefined ? source : { ...source, principal };
}

/** What a request shows of who sent it. */
function readCredentials(headers: ReaderHeaders, method: string): Credentials {
  const first = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const [authorization, cookie, origin, csrf] = CREDENTIAL_HEADERS.map(first);
  return { authorization, cookie, origin, method, csrf };
}

const CREDENTIAL_HEADERS = ["authorization", "cookie", "origin", "x-maillage-csrf"];
