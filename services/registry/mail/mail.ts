// Mail as other rooms have it. In: the registry's tables, a secret. Out: ways to have digests wait, to send what waits, and to
// stop digests.
import type { QueueDigest } from "../../../schema/mail.js";
import { newSecret } from "../secrets.js";
import { DigestStops, type DigestStopsParts } from "./digest-stops.js";
import { queueDigest } from "./digests.js";
import { startPost, type PostOptions } from "./post-messages.js";

export interface Mail {
  readonly queueDigest: QueueDigest;
  /** Who wants no digests. */
  readonly stops: DigestStops;
  /** Begins to send. */
  start(options: Omit<PostOptions, "stops">): { stop(): Promise<void> };
}

/** Mail over a session. Without a secret that others know, links are good as long as this process is. */
export function mailOf(parts: Omit<DigestStopsParts, "secret"> & { readonly secret: string | null }): Mail {
  const { session } = parts;
  const stops = new DigestStops({ ...parts, secret: parts.secret ?? newSecret() });
  return {
    stops,
    queueDigest: (ticket) => queueDigest({ session, stops }, ticket),
    start: (options) => startPost(session, { ...options, stops }),
  };
}
