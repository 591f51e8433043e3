// "Come now": a partner tells the hub that it has changed something. In: `POST /notify/<partner>`, signed as Standard
// Webhooks has it (standardwebhooks.com: headers webhook-id, webhook-timestamp, webhook-signature). Out: 202, and a
// harvest in the queue. What is in the body does not matter; the feed says what changed.
import type { KeyObject } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isSignedWebhook } from "../../schema/standard-webhook.js";
import { derivedSecret } from "./derived-secrets.js";

export interface NotifyOptions {
  readonly key: KeyObject;
  readonly isKnown: (partner: string) => boolean;
  readonly requestHarvest: (partner: string) => Promise<void>;
}

const LARGEST_BODY = 10 * 1024;

/** The secret with which a partner signs, as it is handed over when it joins. */
export function notifySecret(key: KeyObject, partner: string): string {
  return derivedSecret(key, `notify ${partner}`);
}

/** Adds the route. Unknown partners and bad signatures get the same answer. */
export function addNotifyRoute(app: FastifyInstance, { key, isKnown, requestHarvest }: NotifyOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.post("/notify/:partner", { bodyLimit: LARGEST_BODY }, async (request: FastifyRequest<Notify>, reply) => {
      const { partner } = request.params;
      const body = typeof request.body === "string" ? request.body : "";
      if (!isSignedWebhook(request.headers, body, notifySecret(key, partner)) || !isKnown(partner))
        return reply.code(401).send({ error: "The signature is not that of a partner of this network." });
      await requestHarvest(partner);
      return reply.code(202).send({ status: "queued" });
    });
  });
}

interface Notify {
  Params: { partner: string };
}
