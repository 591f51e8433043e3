// Subscriptions over WebSocket (graphql-ws, the protocol `graphql-transport-ws`). In: upgrades of `/graphql`. Out:
// messages, at the pace at which they are taken. The credential is the header's or the `authorization` of the init
// message, since browsers cannot set headers here.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { GraphQLSchema, parse } from "graphql";
import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import { CodedError } from "../../schema/errors.js";
import type { ReaderHeaders, ReaderSource } from "../server/reader.js";
import type { ChangeSubscriptions } from "./change-subscriptions.js";
import { keepPace } from "./consumer-pace.js";
import { addressOf, type OpenByAddress } from "./open-by-address.js";

export interface SocketOptions {
  readonly subscriptions: ChangeSubscriptions;
  readonly readSource: (headers: ReaderHeaders, address: string) => Promise<ReaderSource>;
  readonly slowMs: number;
  readonly openByAddress: OpenByAddress;
  /** Proxies that stand in front. */
  readonly proxies: number;
}

export interface SocketRoutes {
  /** Says goodbye to all, and closes. */
  stop(): Promise<void>;
}

interface Extra {
  readonly socket: WebSocket;
  readonly headers: ReaderHeaders;
  readonly address: string;
}

const LARGEST_MESSAGE = 256 * 1024;
const MOST_CONNECTIONS = 2_000;
const MOST_SUBSCRIPTIONS = 50;
const PING_MS = 15_000;
const TOO_SLOW = 4429;
const GOING_AWAY = 1001;
const TOO_MANY = "HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n";

/** Takes over upgrades of `/graphql` on an HTTP server. */
export function addSocketRoutes(server: Server, options: SocketOptions): SocketRoutes {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols });
  const protocol = createProtocol(options);
  const onUpgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const isOurs = request.url?.split("?")[0] === "/graphql" && sockets.clients.size < MOST_CONNECTIONS;
    if (!isOurs) return void duplex.destroy();
    const address = addressOf(request, options.proxies);
    const leave = options.openByAddress.enter(address);
    if (leave === null) return void duplex.end(TOO_MANY);
    duplex.once("close", leave);
    const { headers } = request;
    sockets.handleUpgrade(request, duplex, head, (socket) => openSocket({ socket, headers, address }, protocol));
  };
  server.on("upgrade", onUpgrade);
  return {
    async stop() {
      server.off("upgrade", onUpgrade);
      for (const socket of sockets.clients) socket.close(GOING_AWAY, "The hub is stopping.");
      const impatience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 1_000);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(impatience);
    },
  };
}

type Protocol = ReturnType<typeof createProtocol>;

function createProtocol({ subscriptions, readSource, slowMs }: SocketOptions) {
  return makeServer<Record<string, unknown>, Extra>({
    onConnect: ({ extra, connectionParams }) =>
      readSource(headersOf(extra, connectionParams), extra.address).then(
        () => true,
        () => false, // closed as forbidden
      ),
    async onSubscribe({ extra, connectionParams, subscriptions: open }, _id, payload) {
      if (Object.keys(open).length > MOST_SUBSCRIPTIONS) return [tooMany()];
      const headers = headersOf(extra, connectionParams);
      const answer = await subscriptions.subscribe(payload, () => readSource(headers, extra.address));
      if (!(Symbol.asyncIterator in answer)) return answer.errors ?? [];
      const drop = (): void => dropSocket(extra.socket);
      return { schema: NO_SCHEMA, document: SUBSCRIPTION, contextValue: keepPace(answer, { slowMs, drop }) };
    },
    subscribe: ({ contextValue }) => contextValue as ReturnType<typeof keepPace>, // as onSubscribe made it
  });
}

/** The protocol asks for these, and reads of them only that a subscription is meant: ours are answered already. */
const SUBSCRIPTION = parse("subscription { changes }", { noLocation: true });
const NO_SCHEMA = new GraphQLSchema({});

function tooMany(): CodedError {
  return new CodedError("LIMIT_EXCEEDED", `One connection holds at most ${MOST_SUBSCRIPTIONS} subscriptions.`);
}

/** The close may not arrive any more; then the socket just ends. */
function dropSocket(socket: WebSocket): void {
  socket.close(TOO_SLOW, "Too slow: subscribe again after the last cursor that you have.");
  setTimeout(() => socket.terminate(), 1_000).unref();
}

function headersOf({ headers }: Extra, parameters: Readonly<Record<string, unknown>> | undefined): ReaderHeaders {
  const given = Object.entries(parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  const own = given.filter(([name, value]) => READ_PARAMETERS.has(name) && typeof value === "string");
  return { ...headers, ...(Object.fromEntries(own) as Record<string, string>) }; // strings, just checked
}

/** What a client may send in its init message instead of a header. */
const READ_PARAMETERS = new Set(["authorization", "accept-language", "maillage-freshness", "maillage-partial"]);

function openSocket(extra: Extra, protocol: Protocol): void {
  const { socket } = extra;
  let isAlive = true;
  socket.on("pong", () => void (isAlive = true));
  socket.on("error", () => socket.terminate());
  const pings = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_MS);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (receive) =>
        socket.on("message", (data) => {
          receive(String(data)).catch(() => socket.close(CloseCode.InternalServerError, "Something failed."));
        }),
    },
    extra,
  );
  socket.once("close", (code, reason) => {
    clearInterval(pings);
    void closed(code, String(reason));
  });
}

/** Resolves when the message has left for the network: that is the consumer's pace. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) resolve();
    else socket.send(data, () => resolve());
  });
}
