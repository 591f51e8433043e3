// A server that says exactly what it is told, byte by byte: raw TCP or TLS sockets, no HTTP library. In: a script for
// every request. Out: its address, what was asked, and how many sockets are open.
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { once } from "node:events";

/** What the server says to one request; may go on for as long as the socket is open. */
export type Script = (socket: Socket, request: FaultRequest) => void;

export interface FaultRequest {
  /** Head and body as they came. */
  readonly text: string;
  /** Counted from 1. */
  readonly connection: number;
}

export class FaultServer {
  /** Texts of all requests. */
  readonly requests: string[] = [];
  script: Script;
  connections = 0;
  /** Bytes that left sockets which are closed by now. */
  bytesSent = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #scheme: string;

  constructor(script: Script, tls?: TlsOptions) {
    this.script = script;
    const serve = (socket: Socket): void => this.#serve(socket);
    this.#server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
    this.#server.on("tlsClientError", () => undefined); // a client that does not trust it
    this.#scheme = tls === undefined ? "http" : "https";
  }

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Its address, under a name. */
  url(host = "127.0.0.1"): string {
    return `${this.#scheme}://${host}:${this.port}/graphql`;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    const connection = ++this.connections;
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.bytesSent += socket.bytesWritten;
    });
    socket.on("error", () => undefined); // the other side may end it
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk.toString("latin1");
      if (!isWhole(heard)) return;
      const text = heard;
      heard = "";
      this.requests.push(text);
      this.script(socket, { text, connection });
    });
  }
}

/** Whether a request has come to its end: the hub announces the length of every body. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  const length = Number(/^content-length: (\d+)/im.exec(text)?.[1] ?? 0);
  return end >= 0 && text.length >= end + 4 + length;
}
