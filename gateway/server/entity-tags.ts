// What a reader has already is not sent again (RFC 9110, 13). In: answers to GET. Out: their tag; 304 without a body when the reader's
// own is the same. Of GraphQL answers it is made from `data`: `extensions` say what it took to answer, which differs each time.
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Whether what the route sends has a tag, for as long as this may be used unasked; the text is the same for everybody. */
    readonly taggedForS?: number;
  }
}

/** Adds the hook. Answers with errors have no tag: they are not to be kept. */
export function addEntityTags(app: FastifyInstance, isGraphql: (request: FastifyRequest) => boolean): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof payload !== "string") return payload;
    const { taggedForS } = request.routeOptions.config;
    const shared = taggedForS === undefined ? null : { text: payload, maxAgeS: taggedForS };
    const tagged = isGraphql(request) ? tagAnswer(reply, payload) : shared && tagFile(reply, shared);
    if (tagged === null || !isHeld(request, tagged)) return payload;
    reply.code(304).removeHeader("content-length").removeHeader("content-type");
    return "";
  });
}

/** What an answer depends on besides its address. */
const VARY = "authorization, cookie, accept, accept-language, maillage-freshness, maillage-partial, accept-encoding";

/** It may be kept, and is to be asked about each time: what is withdrawn is gone at once. */
function tagAnswer(reply: FastifyReply, text: string): string | null {
  const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown }; // our own answer
  if (data === undefined || data === null || errors !== undefined) return null;
  const tag = tagOf(JSON.stringify(data));
  reply.header("etag", tag).header("cache-control", "private, no-cache").header("vary", VARY);
  return tag;
}

function tagFile(reply: FastifyReply, { text, maxAgeS }: { readonly text: string; readonly maxAgeS: number }): string {
  const tag = tagOf(text);
  reply.header("etag", tag).header("cache-control", `public, max-age=${maxAgeS}`).header("vary", "accept-encoding");
  return tag;
}

/** A weak tag: the same text may be sent compressed or not, and with other `extensions`. */
export function tagOf(text: string): string {
  return `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
}

/** Whether a reader has what bears a tag. */
export function isHeld({ headers }: FastifyRequest, tag: string): boolean {
  const held = (headers["if-none-match"] ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return held.includes(tag.slice(2)) || held.includes("*");
}
