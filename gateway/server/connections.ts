// The server's sockets: how many are open at once, and how long one may take. In: a Node HTTP server. Out: the same, with
// bounds. When all places are taken, the connection whose client is waited for longest makes room, be it silent or slow in
// sending a question: who holds thousands of sockets open holds them against itself. In the end, nobody's answer is cut off.
import type { IncomingMessage, Server } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import type { EdgeLimits } from "../guard/edge-limits.js";

const CHECK_MS = 1_000;

/** What Node is told when the server is made. */
export function serverTimeouts({ headMs, requestMs }: EdgeLimits) {
  return {
    headersTimeout: headMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: CHECK_MS,
    keepAliveTimeout: 5_000,
  };
}

/** Bounds the number of open connections. */
export function boundConnections(server: Server, most: number): void {
  const awaited = new Set<Socket>(); // those whose client is to send something; who has sent nothing for longest is first
  let open = 0;
  server.on("connection", (socket: Socket) => {
    open++;
    awaited.add(socket);
    socket.once("close", () => {
      open--;
      awaited.delete(socket);
    });
    if (open <= most) return;
    const [oldest] = awaited;
    oldest?.destroy();
  });
  server.on("request", (request, response) => {
    const { socket } = request;
    awaited.delete(socket);
    if (hasBody(request)) awaited.add(socket);
    request.once("end", () => void awaited.delete(socket));
    response.once("close", () => void (socket.destroyed || awaited.add(socket)));
  });
  server.on("upgrade", (_request, socket) => void awaited.delete(socket as Socket)); // bounded by the room of its protocol
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

const LOOK_MS = 20;
const MOST_DRAIN_MS = 10_000;

/**
 * Has a server end in such a way that no request is lost on a connection that is closed just then: nobody new comes in, who
 * is here is told with the next answer that it is the last, and who asks for nothing for `quietMs` is waited for no longer.
 * Gives the way to begin; it resolves when the server can be closed.
 */
export function addDrain(app: FastifyInstance): (quietMs: number) => Promise<void> {
  let isDraining = false;
  let open = 0;
  let askedAt = 0;
  app.server.on("connection", (socket: Socket) => {
    open++;
    socket.once("close", () => void open--);
  });
  app.server.on("request", () => void (askedAt = performance.now()));
  app.addHook("onSend", async (_request, reply) => void (isDraining && reply.header("connection", "close")));
  return async (quietMs) => {
    isDraining = true;
    if (quietMs === 0) return;
    const begunAt = performance.now();
    NetServer.prototype.close.call(app.server); // the HTTP server's own would close silent connections, too
    const isOver = (now: number): boolean =>
      open === 0 || now - Math.max(begunAt, askedAt) > quietMs || now - begunAt > MOST_DRAIN_MS;
    while (!isOver(performance.now())) await delay(LOOK_MS);
  };
}
