// The server's sockets: how many are open at once, and how long one may take. In: a Node HTTP server. Out: the same, with
// bounds. When all places are taken, the connection that has asked for nothing for longest makes room: who holds thousands
// of silent sockets open holds them against itself.
import type { Server } from "node:http";
import type { Socket } from "node:net";
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
  const idle = new Set<Socket>(); // oldest first
  let open = 0;
  server.on("connection", (socket: Socket) => {
    open++;
    idle.add(socket);
    socket.once("close", () => {
      open--;
      idle.delete(socket);
    });
    if (open <= most) return;
    const [oldest] = idle;
    oldest?.destroy();
  });
  server.on("request", ({ socket }, response) => {
    idle.delete(socket);
    response.once("close", () => void (socket.destroyed || idle.add(socket)));
  });
  server.on("upgrade", (_request, socket) => void idle.delete(socket as Socket)); // bounded by the room of its protocol
}
