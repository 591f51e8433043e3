// The one outbound client: for webhooks, identity providers, key sets, whatever is not a partner's `/graphql` (those go
// by `PartnerClient`, through the same connector and the same exchange). In: an address and a request. Out: a response,
// whole. Each request has a connection of its own: nothing that one response leaves behind can reach the next.
import { Client } from "undici";
import { OutboundError, type Outbound, type OutboundFault, type OutboundRequest } from "../../schema/outbound.js";
import { createConnector } from "./connector.js";
import { HttpExchange, LARGEST_HEAD, type Received, type Rejection } from "./http-exchange.js";
import { NameLookup } from "./name-lookup.js";
import { checkAddress, type OutboundRules } from "./outbound-address.js";
import type { FailureReason } from "./outcome.js";

const TIMEOUT_MS = 5_000;
const LARGEST_BYTES = 1024 * 1024;

/** Makes the client. Requests are never sent twice: what is not answered is the caller's to send again. */
export function createOutbound(rules: OutboundRules): Outbound {
  const shared = { ...rules, names: rules.names ?? new NameLookup() };
  return async (written, request = {}) => {
    const url = checkAddress(written, shared);
    const received = await exchange(url, request, shared);
    if ("reason" in received) throw failure(received.reason);
    const headers = Object.entries(received.headers).map(([name, value]) => [name, String(value)] as const);
    return { status: received.status, headers: Object.fromEntries(headers), body: received.body };
  };
}

async function exchange(url: URL, request: OutboundRequest, rules: OutboundRules): Promise<Received | Rejection> {
  const { method = "GET", headers = {}, body, timeoutMs = TIMEOUT_MS, largestBytes = LARGEST_BYTES, signal } = request;
  const { keepsRedirects = false } = request;
  const client = new Client(url.origin, {
    ...{ connect: createConnector(rules, timeoutMs), allowH2: false, maxHeaderSize: LARGEST_HEAD },
    ...{ headersTimeout: 0, bodyTimeout: 0, pipelining: 1 }, // the deadline is kept here
  });
  const { promise, resolve } = Promise.withResolvers<Received | Rejection>();
  const http = new HttpExchange({ largestBytes, judge: keepsRedirects ? acceptStatus : judgeStatus, onDone: resolve });
  const timer = setTimeout(() => http.end({ reason: "deadline" }), timeoutMs);
  const onAbort = (): void => http.end({ reason: "gone" });
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const path = `${url.pathname}${url.search}`;
    const sent = { "accept-encoding": "gzip, br", ...headers };
    client.dispatch({ path, method, headers: sent, body: body ?? null }, http);
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    void client.destroy().catch(() => undefined);
  }
}

function judgeStatus(status: number): Rejection | null {
  return status >= 300 && status < 400 ? { reason: "http-status" } : null;
}

function acceptStatus(): null {
  return null;
}

const FAULTS: Readonly<Partial<Record<FailureReason, readonly [OutboundFault, string]>>> = {
  address: ["ADDRESS", "The name stands for an address that is not public."],
  tls: ["TLS_ERROR", "No safe connection could be made."],
  deadline: ["TIMED_OUT", "No complete answer came in time."],
  "too-large": ["TOO_LARGE", "The answer was larger than allowed."],
  encoding: ["BAD_CONTENT", "The answer was compressed in a way that cannot be read."],
  "not-http": ["BAD_CONTENT", "The answer was not HTTP as it should be."],
  "http-status": ["HTTP_ERROR", "The answer sends the request elsewhere, which is not followed."],
  closed: ["UNREACHABLE", "The connection was closed before the answer was complete."],
  gone: ["UNREACHABLE", "The request was given up."],
};

function failure(reason: FailureReason): OutboundError {
  const [fault, message] = FAULTS[reason] ?? ["UNREACHABLE", "No connection could be made."];
  return new OutboundError(fault, message);
}
