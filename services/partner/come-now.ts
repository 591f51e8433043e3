// "Come now": tells the hub that partners have changed something, so that it need not wait for its next round. In: the
// partners' feeds going on, as the database tells. Out: a signed message to the hub for each partner, at most one in a
// while. A message that does not arrive costs nothing but time: the hub comes round by itself.
import { randomUUID } from "node:crypto";
import { webhookHeaders } from "../../schema/standard-webhook.js";
import { FEED_CHANNEL } from "./store/append-changes.js";
import type { Store } from "./store/open-store.js";

export interface ComeNowOptions {
  /** The hub's address; messages go to `/notify/<key>` there. */
  readonly hubUrl: string;
  /** The secret of each partner, as the hub gave it. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Changes come in bursts: one message for all within this time. */
const WAIT_MS = 250;
const GIVE_UP_MS = 5_000;

/** Starts to listen; stop it before the store is closed. */
export async function startComeNow(store: Store, options: ComeNowOptions): Promise<{ stop(): void }> {
  const waiting = new Map<string, NodeJS.Timeout>();
  const soon = (partner: string): void => {
    if (waiting.has(partner) || !Object.hasOwn(options.secrets, partner)) return;
    const send = (): void => {
      waiting.delete(partner);
      void sendComeNow(partner, options);
    };
    waiting.set(partner, setTimeout(send, WAIT_MS));
  };
  const everyone = Object.keys(options.secrets);
  const listener = await store.listen(FEED_CHANNEL, (partner) =>
    (partner === null ? everyone : [partner]).forEach(soon),
  );
  return {
    stop() {
      listener.stop();
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}

async function sendComeNow(partner: string, { hubUrl, secrets, log }: ComeNowOptions): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({ type: "changes.published", timestamp: new Date().toISOString(), data: { partner } });
  const headers = webhookHeaders(secrets[partner] ?? "", { id: randomUUID(), timestamp, body });
  const request = { method: "POST", body, headers: { ...headers, "content-type": "application/json" } };
  await fetch(`${hubUrl}/notify/${partner}`, { ...request, signal: AbortSignal.timeout(GIVE_UP_MS) }).then(
    ({ status }) => void (status === 202 || log(`the hub did not take "come now": HTTP ${status}`)),
    () => log("the hub could not be told to come; it comes round by itself"),
  );
}
