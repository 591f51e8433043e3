// The edge of the HTTP server: what happens to a request before GraphQL is spoken. In: a fastify instance. Out: hooks on it,
// in this order: headers for browsers, room for the request, its document. Every refusal is a GraphQL response.
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";
import { CodedError } from "../../schema/errors.js";
import { describeFault } from "../../schema/describe-fault.js";
import type { EdgeGuard } from "../guard/edge-guard.js";
import type { Quota } from "../../schema/quota.js";
import { secondsUntil } from "../guard/quotas.js";
import { addEntityTags } from "./entity-tags.js";
import type { Admission } from "./admission.js";
import type { ServerLog } from "./format-error.js";

export interface EdgeOptions {
  readonly guard: EdgeGuard;
  readonly admission: Admission;
  readonly log: ServerLog;
  /** Whether the public address is https: then browsers are told to keep to it. */
  readonly isHttps: boolean;
  /** Whether there are event streams; they are looked at by the room that answers them. */
  readonly hasEvents: boolean;
}

/** What the edge found out of a request, for the rooms behind it. */
export interface EdgeNotes {
  isTrusted?: boolean;
  quota?: Quota;
}

const notes = new WeakMap<FastifyRequest, EdgeNotes>();

/** The notes of a request. */
export function notesOf(request: FastifyRequest): EdgeNotes {
  let found = notes.get(request);
  if (found === undefined) notes.set(request, (found = {}));
  return found;
}

const YEAR_S = 31_536_000;
const READING_HEADERS = [
  "content-type",
  "authorization",
  "maillage-freshness",
  "maillage-partial",
  "apollo-require-preflight",
  "if-none-match",
];

/** Adds the hooks. Call it before routes are added. */
export async function addEdge(app: FastifyInstance, options: EdgeOptions): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    hsts: options.isHttps ? { maxAge: YEAR_S, includeSubDomains: false } : false,
  });
  // Any page may read; cookies are never sent along with it, and what a key's owner says of origins is looked at with the key.
  await app.register(cors, {
    origin: "*",
    methods: ["GET", "POST"],
    allowedHeaders: READING_HEADERS,
    exposedHeaders: ["etag", "ratelimit", "ratelimit-policy", "retry-after", "maillage-changes", "maillage-missing"],
    maxAge: 7_200, // what browsers keep at most
  });
  // Not before its body is there: who sends one slowly takes no one's place.
  app.addHook("preValidation", async (request, reply) => admit(request, reply, options));
  app.addHook("preHandler", async (request, reply) => readDocument(request, reply, options));
  // What is said of people is here to be asked for, not to be found by their names elsewhere.
  app.addHook("onSend", async (_request, reply) => void reply.header("x-robots-tag", "noindex, nofollow"));
  app.addHook("onSend", async (request, reply) => tellQuota(reply, notesOf(request).quota));
  addEntityTags(app, isGraphql);
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(error, { request, reply, log: options.log }));
}

/** Whether a request is for GraphQL. The route says so, not the address: that can be spelt in many ways. */
export function isGraphql({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === "/graphql";
}

/** What a URL may be made of: a name or an address, and perhaps a port. Nothing where HTTP/1.0 sends none. */
const HOST = /^([a-z0-9._-]{1,255}|\[[0-9a-f:.]{2,45}\])?(:\d{1,5})?$/i;

/** Subscriptions take room for as long as they are answered page by page, not for as long as they last. */
async function admit(request: FastifyRequest, reply: FastifyReply, options: EdgeOptions): Promise<void> {
  const { admission, hasEvents } = options;
  if (!isGraphql(request) || request.method === "OPTIONS") return;
  if (!HOST.test(request.headers.host ?? ""))
    return send(reply, 400, new CodedError("BAD_REQUEST", "Host: expected a name or an address."));
  if (hasEvents && wantsEvents(request)) return;
  const leave = await admission.enter((gone) => reply.raw.once("close", gone));
  if (leave !== null) {
    if (reply.raw.closed) leave();
    else reply.raw.once("close", leave);
    return;
  }
  if (reply.raw.closed) return reply.hijack(); // gone while it waited
  await sendOverloaded(reply);
}

async function sendOverloaded(reply: FastifyReply): Promise<void> {
  reply.header("retry-after", "1");
  await send(reply, 503, new CodedError("OVERLOADED", "The hub is asked for more than it can answer now."));
}

/** Whether the reader wants server-sent events. */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? "").includes("text/event-stream");
}

/** Puts the text of a trusted document in the place of its id, and refuses documents that are too large. */
async function readDocument(request: FastifyRequest, reply: FastifyReply, options: EdgeOptions): Promise<void> {
  const { guard, hasEvents } = options;
  if (!isGraphql(request) || (hasEvents && wantsEvents(request))) return;
  const holder: unknown = request.method === "GET" ? request.query : request.body;
  if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return; // refused by GraphQL over HTTP
  const asked = holder as { query?: unknown; documentId?: unknown; extensions?: unknown };
  if ((asked.documentId ?? asked.query) === undefined || typeof (asked.query ?? "") !== "string") return;
  try {
    const { query, isTrusted } = await guard.resolve(asked);
    notesOf(request).isTrusted = isTrusted;
    if (request.method === "GET") request.raw.url = withQuery(request.raw.url ?? "", query);
    if (!isTrusted) return;
    delete asked.documentId;
    asked.query = query;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await sendCoded(reply, error);
  }
}

/** GraphQL over HTTP reads the query string itself, not quite as fastify does: it is given the text that was judged. */
function withQuery(url: string, query: string): string {
  const end = url.includes("?") ? url.indexOf("?") : url.length;
  const path = url.slice(0, end);
  const parameters = new URLSearchParams(url.slice(end));
  parameters.delete("documentId");
  parameters.set("query", query);
  return `${path}?${parameters.toString()}`;
}

/** `RateLimit` as the IETF's draft has it: what is left of the points of this minute. */
function tellQuota(reply: FastifyReply, quota: Quota | undefined): void {
  if (quota === undefined || reply.raw.headersSent) return;
  const reset = secondsUntil(quota.resetAt);
  reply.header("ratelimit-policy", `"points";q=${quota.limit};w=60`);
  reply.header("ratelimit", `"points";r=${quota.remaining};t=${reset}`);
}

interface Refusal {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: ServerLog;
}

/** What fastify itself refuses (a body too large, no JSON …), and what should not have happened. */
async function refuse(error: FastifyError, { request, reply, log }: Refusal): Promise<void> {
  if (error instanceof CodedError) return sendCoded(reply, error);
  const status = error.statusCode ?? 500;
  if (status < 500) return send(reply, status, new CodedError("BAD_REQUEST", meaningOf(status)));
  log.error({ traceId: request.id, error: describeFault(error) }, "A request failed.");
  await send(reply, 500, new CodedError("INTERNAL", "Something went wrong on our side.", { traceId: request.id }));
}

function meaningOf(status: number): string {
  if (status === 413) return "The body is too large.";
  if (status === 415) return "Expected a body of type application/json.";
  return "The HTTP request is not a GraphQL request.";
}

async function send(reply: FastifyReply, status: number, error: GraphQLError): Promise<void> {
  const { http: _http, ...extensions } = error.extensions;
  await reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message: error.message, extensions }] });
}

/** An error that says its status, and perhaps headers, as ApolloServer reads them. */
async function sendCoded(reply: FastifyReply, error: CodedError): Promise<void> {
  const { http } = error.extensions;
  const { status, headers } = (http ?? {}) as { status?: number; headers?: ReadonlyMap<string, string> }; // our own
  for (const [name, value] of headers ?? []) reply.header(name, value);
  await send(reply, status ?? 400, error);
}
