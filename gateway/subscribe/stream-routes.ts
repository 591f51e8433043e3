// Subscriptions over HTTP: server-sent events (graphql-sse, distinct connections mode). In: requests to `/graphql` that
// accept `text/event-stream`, or to `/graphql/stream`. Out: events, at the pace at which they are taken.
import { createHandler } from "graphql-sse/lib/use/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { RequestParams } from "graphql-sse";
import type { ReaderSource } from "../server/reader.js";
import type { ChangeSubscriptions } from "./change-subscriptions.js";
import { keepPace } from "./consumer-pace.js";

export interface StreamOptions {
  readonly subscriptions: ChangeSubscriptions;
  readonly readSource: (request: FastifyRequest) => Promise<ReaderSource>;
  readonly slowMs: number;
}

/** Adds the routes; call it before `/graphql` itself is added. */
export function addStreamRoutes(app: FastifyInstance, { subscriptions, readSource, slowMs }: StreamOptions): void {
  const handler = createHandler({
    onSubscribe: async ({ raw, context: { reply } }, params) => {
      const answer = await subscriptions.subscribe(toRequest(params), () => readSource(raw));
      const isStream = Symbol.asyncIterator in answer;
      return isStream ? keepPace(answer, { slowMs, drop: () => void reply.raw.destroy() }) : answer;
    },
  });
  const stream = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    await handler(request, reply).catch(() => void reply.raw.destroy());
  };
  app.addHook("preHandler", async (request, reply) => {
    if (request.url.split("?")[0] === "/graphql" && wantsEvents(request)) await stream(request, reply);
  });
  app.route({ method: ["GET", "POST"], url: "/graphql/stream", handler: stream });
}

function wantsEvents({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? "").includes("text/event-stream");
}

function toRequest({ query, operationName, variables, extensions }: RequestParams) {
  return { query, operationName, variables, extensions };
}
