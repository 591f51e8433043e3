// Faults on purpose. In: a partner's address and a fault. Out: a real HTTP proxy in front of it, sound until the fault
// begins. For tests and demonstrations of what a broken partner does to everyone else: nothing.
import { createServer, request as requestOf, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "./parse-fault.js";

export interface FaultProxyOptions {
  /** The partner's endpoint, `http://127.0.0.1:4101/<key>/graphql`. */
  readonly target: string;
  readonly fault: Fault;
  /** For so long the proxy is sound. */
  readonly afterMs: number;
  readonly log: (line: string) => void;
}

export interface FaultProxy {
  /** The endpoint to ask instead of the target. */
  readonly url: string;
  stop(): Promise<void>;
}

const DRIP_MS = 1_000;
const CHUNK = "x".repeat(64 * 1024);

/** Starts the proxy on a free port of 127.0.0.1. */
export async function startFaultProxy({ target, fault, afterMs, log }: FaultProxyOptions): Promise<FaultProxy> {
  const address = new URL(target);
  let isFaulty = false;
  const server = createServer((request, response) => {
    response.on("error", () => response.destroy()); // the other side is gone
    const exchange = { request, response, target: address };
    (isFaulty ? misbehave(exchange, fault) : relay(exchange)).catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const listening = server.address();
  if (typeof listening !== "object" || listening === null) throw new Error("expected a TCP address");
  const begin = () => {
    isFaulty = true;
    log(`fault begins: ${fault.kind} for ${address.pathname}`);
    if (fault.kind !== "down") return;
    server.close();
    server.closeAllConnections();
  };
  const timer = afterMs > 0 ? setTimeout(begin, afterMs) : undefined;
  if (timer === undefined) begin();
  const stop = async () => {
    clearTimeout(timer);
    const closed = server.listening ? once(server.close(), "close") : undefined;
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${listening.port}${address.pathname}`, stop };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: URL;
}

async function misbehave(exchange: Exchange, fault: Fault): Promise<void> {
  const { response } = exchange;
  switch (fault.kind) {
    case "down":
      response.destroy();
      return;
    case "slow":
      await delay(fault.delayMs);
      return relay(exchange);
    case "drip":
      return drip(exchange);
    case "garbage":
      response.setHeader("content-type", "text/html");
      response.end("<html><body>It works!</body></html>");
      return;
    case "error":
      response.writeHead(500, { "content-type": "text/plain" }).end("Internal Server Error");
      return;
    case "oversize":
      return flood(response);
    case "foreign-ids":
      return renameIds(exchange, fault.otherKey);
    case "hang":
      return;
  }
}

/** Passes the request on as it came; answers are asked for uncompressed, so that they can be rewritten. */
async function forward({ request, target }: Exchange): Promise<IncomingMessage> {
  const { "accept-encoding": _compressed, ...headers } = request.headers;
  const upstream = requestOf(target, { method: request.method ?? "POST", headers: { ...headers, host: target.host } });
  request.pipe(upstream);
  const [answer] = (await once(upstream, "response")) as [IncomingMessage]; // what "response" gives
  return answer;
}

async function relay(exchange: Exchange): Promise<void> {
  const answer = await forward(exchange);
  exchange.response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(exchange.response);
}

async function readWhole(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array)); // no encoding is set: bytes
  return Buffer.concat(chunks);
}

async function drip(exchange: Exchange): Promise<void> {
  const answer = await forward(exchange);
  const body = await readWhole(answer);
  exchange.response.writeHead(answer.statusCode ?? 502, { "content-type": answer.headers["content-type"] ?? "" });
  for (const byte of body) {
    if (exchange.response.destroyed) return;
    exchange.response.write(Buffer.from([byte]));
    await delay(DRIP_MS);
  }
  exchange.response.end();
}

async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "content-type": "application/json" });
  await pipeline(Readable.from(endlessBody()), response);
}

function* endlessBody(): Generator<string> {
  yield '{"data":"';
  for (;;) yield CHUNK;
}

async function renameIds(exchange: Exchange, otherKey: string): Promise<void> {
  const answer = await forward(exchange);
  const body = (await readWhole(answer)).toString("utf8");
  const key = exchange.target.pathname.split("/")[1] ?? "";
  const { "content-length": _length, "transfer-encoding": _coding, ...headers } = answer.headers;
  exchange.response.writeHead(answer.statusCode ?? 502, headers);
  exchange.response.end(body.replaceAll(`"${key}:`, `"${otherKey}:`));
}
