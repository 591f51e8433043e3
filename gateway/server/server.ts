// Room "server": HTTP → GraphQL. In: a gateway and the settings of the edge. Out: a listening address. ApolloServer
// speaks GraphQL over HTTP; fastify listens. Messages that are not meant for readers are masked here, once.
import { randomUUID } from "node:crypto";
import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import fastifyApollo from "@as-integrations/fastify";
import type { Tracer } from "@opentelemetry/api";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { MaxIntrospectionDepthRule } from "graphql";
import { CodedError } from "../../schema/errors.js";
import type { ChangeBell } from "../../schema/change-bell.js";
import { EdgeGuard, type EdgeGuardOptions } from "../guard/edge-guard.js";
import { PUBLIC_LIMITS } from "../guard/edge-limits.js";
import { documentPoints } from "../guard/operation-cost.js";
import { RequestSpans } from "../execute/spans.js";
import { ChangeSubscriptions } from "../subscribe/change-subscriptions.js";
import { OpenByAddress } from "../subscribe/open-by-address.js";
import { addSocketRoutes } from "../subscribe/socket-routes.js";
import { addStreamRoutes } from "../subscribe/stream-routes.js";
import { Admission, type AdmissionOptions } from "./admission.js";
import { addDrain, boundConnections, serverTimeouts } from "./connections.js";
import { addEdge, notesOf } from "./edge.js";
import { formatError, type ServerLog } from "./format-error.js";
import type { RequestContext, SupergraphGateway } from "./gateway-interface.js";
import { sourceOf, type SourceOptions } from "./request-source.js";

export interface ServerOptions extends SourceOptions {
  readonly gateway: SupergraphGateway;
  readonly host: string;
  readonly port: number;
  readonly log: ServerLog;
  /** Whether messages of subgraphs reach readers: where the subgraphs are the operator's own. */
  readonly showSubgraphErrors: boolean;
  /** What subscribers are woken by; without it there are no subscriptions. */
  readonly bell?: ChangeBell;
  /** How long a subscriber may take to take one change off the wire. */
  readonly slowSubscriberMs?: number;
  /** What operations may ask for; the limits of a public address when not given. */
  readonly guard?: EdgeGuardOptions;
  readonly admission?: AdmissionOptions;
  /** The address that readers know, where it is not the one that is listened on. */
  readonly publicUrl?: string | null;
  /** How many proxies stand in front: so many addresses of `X-Forwarded-For` are believed. */
  readonly proxies?: number;
  /** What spans are begun with; without it nothing is traced. */
  readonly tracer?: Tracer;
  /** Told what admission holds, to be measured. */
  readonly onAdmission?: (admission: Admission) => void;
  /** At the end, who asks for nothing for so long is waited for no longer; nobody is waited for when not given. */
  readonly quietMs?: number;
  /** Adds routes beside `/graphql`. */
  readonly routes?: (app: FastifyInstance) => void;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const SLOW_SUBSCRIBER_MS = 15_000;

/** Starts the gateway's HTTP server. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const guard = new EdgeGuard(options.guard);
  const admission = new Admission(options.admission);
  options.onAdmission?.(admission);
  const app = Fastify({
    genReqId: () => randomUUID(),
    bodyLimit: guard.limits.body,
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true },
    trustProxy: (_address: string, hop: number) => hop < (options.proxies ?? 0),
    http: serverTimeouts(guard.limits),
    keepAliveTimeout: serverTimeouts(guard.limits).keepAliveTimeout,
    requestTimeout: guard.limits.requestMs,
  });
  boundConnections(app.server, guard.limits.connections);
  const drain = addDrain(app);
  const isHttps = options.publicUrl?.startsWith("https:") === true;
  await addEdge(app, { guard, admission, isHttps, log: options.log, hasEvents: options.bell !== undefined });
  const apollo = new ApolloServer<RequestContext>(apolloOptions(app, options));
  await apollo.start();
  const stopSubscriptions = addSubscriptions(app, options, guard);
  const context = (request: FastifyRequest, reply: FastifyReply) => readContext(request, reply, { options, guard });
  await app.register(fastifyApollo(apollo), { context });
  options.routes?.(app);
  await app.listen({ host: options.host, port: options.port });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const stop = async (): Promise<void> => {
    await stopSubscriptions();
    await drain(options.quietMs ?? 0);
    await app.close();
    await apollo.stop();
    admission.stop();
  };
  return { url: `http://localhost:${port}`, stop };
}

/** Server-sent events and web sockets, where there is something to subscribe to. Gives the way to end them all. */
function addSubscriptions(app: FastifyInstance, options: ServerOptions, guard: EdgeGuard): () => Promise<void> {
  const { bell, gateway, slowSubscriberMs: slowMs = SLOW_SUBSCRIBER_MS } = options;
  if (bell === undefined) return async () => undefined;
  const subscriptions = new ChangeSubscriptions({ supergraph: () => gateway.current, bell, guard });
  const common = { subscriptions, slowMs, openByAddress: new OpenByAddress(guard.limits.streams) };
  const streams = addStreamRoutes(app, {
    ...common,
    readSource: (request) => sourceOf(request, options),
  });
  const sockets = addSocketRoutes(app.server, {
    ...common,
    proxies: options.proxies ?? 0,
    readSource: (headers, address) => sourceOf({ headers, ip: address }, options),
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
    introspection: true, // the guard decides who may
    parseOptions: { maxTokens: (options.guard?.limits ?? PUBLIC_LIMITS).document.tokens },
    validationRules: [MaxIntrospectionDepthRule],
    validationOptions: { maxErrors: MOST_ERRORS },
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    stringifyResult: (value) => JSON.stringify(value),
    formatError: (formatted, error) => formatError(formatted, error, options),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: app.server }),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      CHARGES_DOCUMENTS,
    ],
  };
}

const MOST_ERRORS = 5;

/** A document is validated until it was found valid once: that costs points, whatever comes of it. */
const CHARGES_DOCUMENTS: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return { validationDidStart: async ({ contextValue, source }) => chargeDocument(contextValue, source) };
  },
};

async function chargeDocument({ source }: RequestContext, text: string): Promise<void> {
  try {
    source.spend?.(documentPoints(text));
  } catch (error) {
    if (!(error instanceof CodedError)) throw error; // used up by a request beside this one: the next is refused
  }
}

interface Edge {
  readonly options: ServerOptions;
  readonly guard: EdgeGuard;
}

async function readContext(
  request: FastifyRequest,
  reply: FastifyReply,
  { options, guard }: Edge,
): Promise<RequestContext> {
  const notes = notesOf(request);
  const source = await sourceOf(request, options, notes);
  guard.requireTrusted(source.principal, notes.isTrusted === true);
  source.spend?.(0); // who has no points left is refused before a document is looked at
  const spans = startSpans(reply, options.tracer);
  return { source: { ...source, signal: goneSignal(reply), ...(spans === null ? {} : { spans }) } };
}

/** The spans of a request, which end with its response. */
function startSpans({ raw }: FastifyReply, tracer: Tracer | undefined): RequestSpans | null {
  if (tracer === undefined) return null;
  const spans = new RequestSpans(tracer);
  raw.once("close", () => spans.end({ "http.response.status_code": raw.statusCode }, !raw.writableFinished));
  return spans;
}

/** Aborted when the reader goes before the answer has been written. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
