// Files that have not changed since they were fetched (RFC 9110, 13). In: what a file depends on. Out: its tag; whether the
// reader has it already. There is no `Last-Modified`: its seconds are longer than the time between two changes.
import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A weak tag: the same text may be sent compressed or not. */
export function tagOf(...parts: readonly string[]): string {
  return `W/"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

/** Says the tag; answers 304 when the reader's own is the same. Gives whether it has. */
export function isNotModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  void reply
    .header("etag", tag)
    .header("cache-control", "private, no-cache")
    .header("vary", "authorization, accept-encoding");
  const held = (request.headers["if-none-match"] ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  if (!held.includes(tag.slice(2)) && !held.includes("*")) return false;
  void reply.code(304).send();
  return true;
}
