// Files that have not changed since they were fetched (RFC 9110, 13). In: what a file depends on. Out: its tag; whether the
// reader has it already. There is no `Last-Modified`: its seconds are longer than the time between two changes.
import type { FastifyReply, FastifyRequest } from "fastify";
import { isHeld, tagOf } from "../../server/entity-tags.js";

/** The tag of a file that depends on these. */
export function tagOfParts(...parts: readonly string[]): string {
  return tagOf(JSON.stringify(parts));
}

/** Says the tag; answers 304 when the reader's own is the same. Gives whether it has. */
export function isNotModified(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  void reply
    .header("etag", tag)
    .header("cache-control", "private, no-cache")
    .header("vary", "authorization, accept-encoding");
  if (!isHeld(request, tag)) return false;
  void reply.code(304).send();
  return true;
}
