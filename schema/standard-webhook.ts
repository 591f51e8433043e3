// Signing messages as Standard Webhooks has it (standardwebhooks.com, "Signature scheme", HMAC-SHA256): partners sign
// "come now" to the hub with it. In: a secret and a message. Out: headers, or whether headers are good.
import { createHmac, timingSafeEqual } from "node:crypto";

export interface WebhookMessage {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: string;
  readonly body: string;
}

const TOLERANCE_S = 300;
const SECRET = /^whsec_([A-Za-z0-9+/=]+)$/;

/** The headers of a signed message. `secret`: `whsec_` and base64. */
export function webhookHeaders(secret: string, message: WebhookMessage): Record<string, string> {
  return {
    "webhook-id": message.id,
    "webhook-timestamp": message.timestamp,
    "webhook-signature": `v1,${signatureOf(secret, message)}`,
  };
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Whether a body bears a signature of this secret that is not older or newer than five minutes. */
export function isSignedWebhook(headers: Headers, body: string, secret: string): boolean {
  const id = String(headers["webhook-id"] ?? "");
  const timestamp = String(headers["webhook-timestamp"] ?? "");
  const isTimely = /^\d{1,12}$/.test(timestamp) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= TOLERANCE_S;
  if (!isTimely || id === "") return false;
  const wanted = Buffer.from(signatureOf(secret, { id, timestamp, body }));
  return String(headers["webhook-signature"] ?? "")
    .split(" ")
    .filter((each) => each.startsWith("v1,"))
    .map((each) => Buffer.from(each.slice("v1,".length)))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

function signatureOf(secret: string, { id, timestamp, body }: WebhookMessage): string {
  const [, key = ""] = SECRET.exec(secret) ?? [];
  return createHmac("sha256", Buffer.from(key, "base64")).update(`${id}.${timestamp}.${body}`).digest("base64");
}
