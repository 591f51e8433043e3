// Subscriptions over HTTP: server-sent events, in the "distinct connections mode" of the GraphQL over SSE protocol. In:
// requests to `/graphql` that accept `text/event-stream`, or to `/graphql/stream`. Out: events, at the pace at which
// they are taken. The protocol's own server library reads ahead without end; its client is what the tests use.
import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult } from "graphql";
import { z } from "zod";
import { CodedError } from "../../schema/errors.js";
import { isGraphql, wantsEvents } from "../server/edge.js";
import type { ReaderSource } from "../server/reader.js";
import type { ChangeSubscriptions, SubscriptionRequest } from "./change-subscriptions.js";
import { keepPace } from "./consumer-pace.js";
import type { OpenByAddress } from "./open-by-address.js";

export interface StreamOptions {
  readonly subscriptions: ChangeSubscriptions;
  readonly readSource: (request: FastifyRequest) => Promise<ReaderSource>;
  readonly slowMs: number;
  readonly openByAddress: OpenByAddress;
}

export interface StreamRoutes {
  /** Ends what has not ended by itself once the subscriptions were stopped. */
  stop(): Promise<void>;
}

const GOODBYE_MS = 500;
/** Proxies close connections on which nothing comes. */
const COMMENT_MS = 15_000;
const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache",
  "x-accel-buffering": "no",
};

/** Adds the routes; call it before `/graphql` itself is added. */
export function addStreamRoutes(app: FastifyInstance, options: StreamOptions): StreamRoutes {
  const open = new Set<FastifyReply>();
  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const leave = options.openByAddress.enter(request.ip);
    if (leave === null) return tooMany(reply);
    reply.raw.once("close", leave);
    reply.hijack();
    open.add(reply);
    await respond(request, reply, options).catch(() => void reply.raw.destroy());
    open.delete(reply);
  };
  app.addHook("preHandler", async (request, reply) => {
    if (isGraphql(request) && wantsEvents(request)) await stream(request, reply);
  });
  app.route({ method: ["GET", "POST"], url: "/graphql/stream", handler: stream });
  return {
    async stop() {
      if (open.size > 0) await delay(GOODBYE_MS);
      for (const reply of open) reply.raw.destroy();
    },
  };
}

async function tooMany(reply: FastifyReply): Promise<void> {
  const { message, extensions } = new CodedError("LIMIT_EXCEEDED", "Your address holds too many streams open.");
  await reply
    .code(429)
    .header("retry-after", "60")
    .send({ errors: [{ message, extensions }] });
}

async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  { subscriptions, readSource, slowMs }: StreamOptions,
): Promise<void> {
  const { raw: response } = reply;
  response.writeHead(200, { ...headersOf(reply), ...HEADERS });
  response.flushHeaders();
  const question = readQuestion(request);
  const answer = "errors" in question ? question : await subscriptions.subscribe(question, () => readSource(request));
  const answers = Symbol.asyncIterator in answer ? answer : once(answer);
  response.once("close", () => void answers.return(undefined));
  await writeEvents(keepPace(answers, { slowMs, drop: () => void response.destroy() }), response);
}

/** What the edge says to browsers with every answer: a reply that is taken over is sent without it otherwise. */
function headersOf(reply: FastifyReply): Record<string, string> {
  const said = Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(said), "x-robots-tag": "noindex, nofollow" };
}

/** A refusal is an event like any other: clients of event streams see no bodies of HTTP errors. */
async function* once(answer: ExecutionResult): AsyncGenerator<ExecutionResult, void, void> {
  yield answer;
}

const OBJECT = z.record(z.string(), z.unknown()).nullish();
const QUESTION = z.object({
  query: z.string().nullish(),
  documentId: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: OBJECT,
  extensions: OBJECT,
});

/** The question of a body, or of a query string, as GraphQL over HTTP has them. */
function readQuestion({ method, body, query }: FastifyRequest): SubscriptionRequest | { errors: CodedError[] } {
  const read = QUESTION.safeParse(method === "GET" ? readQueryString(query) : body);
  if (read.success) return read.data;
  const message = "Expected a GraphQL request: a query, and perhaps operationName, variables and extensions.";
  return { errors: [new CodedError("BAD_REQUEST", message)] };
}

function readQueryString(query: unknown): unknown {
  const { variables, extensions, ...rest } = query as Record<string, unknown>; // fastify gives an object
  return { ...rest, variables: parseOrNull(variables), extensions: parseOrNull(extensions) };
}

function parseOrNull(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : null;
  } catch {
    return text; // no object: refused
  }
}

/** Each answer is asked for when the one before has left this process. */
async function writeEvents(answers: AsyncGenerator<ExecutionResult>, response: ServerResponse): Promise<void> {
  const comments = setInterval(() => void (response.writableLength === 0 && response.write(":\n\n")), COMMENT_MS);
  try {
    for await (const answer of answers)
      if (!(await written(response, `event: next\ndata: ${JSON.stringify(answer)}\n\n`))) return;
    await written(response, "event: complete\ndata:\n\n");
    response.end();
  } finally {
    clearInterval(comments);
  }
}

function written(response: ServerResponse, event: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (response.writable) response.write(event, (error) => resolve(!error));
    else resolve(false);
  });
}
