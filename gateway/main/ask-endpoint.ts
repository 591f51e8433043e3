// Asking an endpoint that is no partner yet, or one that is checked: through the one way out, with the hub's tokens. In:
// an address. Out: answers; what fails is a value. Bodies are looked at for their depth before they are parsed.
import { randomBytes } from "node:crypto";
import type { EndpointAnswer, EndpointAsk, EndpointRequest } from "../../schema/conformance.js";
import { bodyDigest } from "../../schema/hub-token.js";
import { OutboundError, type Outbound, type OutboundResponse } from "../../schema/outbound.js";
import type { HubSigner } from "../fetch/hub-signer.js";
import { isTooDeep } from "../fetch/json-depth.js";

export interface AskingWays {
  readonly outbound: Outbound;
  /** Null: nothing is signed. */
  readonly signer: Pick<HubSigner, "sign"> | null;
}

const LARGEST_BYTES = 4 * 1024 * 1024;
/** Lists, objects and members of an answer, about: a page of records has some ten thousand. */
const MOST_VALUES = 300_000;
const HEADERS = {
  "content-type": "application/json",
  accept: "application/graphql-response+json, application/json",
};

/** A way to ask one endpoint. */
export function endpointAsker(endpoint: string, { outbound, signer }: AskingWays): EndpointAsk {
  const path = URL.parse(endpoint)?.pathname ?? "/";
  const authorize = async ({ body, token }: EndpointRequest): Promise<Record<string, string>> => {
    if (token === null || signer === null) return {};
    const digest = bodyDigest(token.flaw === "other-body" ? `${body} ` : body);
    const partner = token.flaw === "other-partner" ? `x${randomBytes(6).toString("hex")}` : token.key;
    return { authorization: `Bearer ${await signer.sign({ partner, path, digest, visibility: token.reader })}` };
  };
  return async (request) => {
    const { body, timeoutMs, token } = request;
    const began = performance.now();
    try {
      const headers = { ...HEADERS, ...(await authorize(request)) };
      const send = (): Promise<OutboundResponse> =>
        outbound(endpoint, { method: "POST", headers, body, timeoutMs, largestBytes: LARGEST_BYTES });
      if (token?.flaw === "replayed") await send();
      const sentAt = performance.now();
      return answered(await send(), performance.now() - sentAt);
    } catch (error) {
      const { fault, message } = error instanceof OutboundError ? error : NO_CONNECTION;
      return { kind: "failed", fault: performance.now() - began > timeoutMs ? "TIMED_OUT" : fault, message };
    }
  };
}

const NO_CONNECTION = { fault: "UNREACHABLE", message: "No connection could be made." } as const;

function answered({ status, headers, body }: OutboundResponse, latencyMs: number): EndpointAnswer {
  const contentType = headers["content-type"] ?? "";
  return { kind: "answered", status, contentType, json: readJson(body), bytes: body.length, latencyMs };
}

/** A few bytes of text can be a value of many times their size: they are counted before they are parsed. */
function holdsTooMany(text: string): boolean {
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code === COMMA || code === BRACKET || code === BRACE) && ++values > MOST_VALUES) return true;
  }
  return false;
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

function readJson(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return isTooDeep(text) || holdsTooMany(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined; // neither text nor JSON
  }
}
