// One try to send one message to a webhook. In: its ids. Out: a signed request to the address, and what came of it, noted at
// the webhook. The address is looked at anew at every try: the way out refuses what it may not go to.
import { webhookHeaders } from "../../../schema/standard-webhook.js";
import { OutboundError, type Outbound } from "../../../schema/outbound.js";
import type { AuditLog } from "../../../schema/audit.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { goneSql } from "../records/seen.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import type { Delivery } from "./delivery-queue.js";

export interface SendingOptions {
  readonly database: Database;
  readonly outbound: Outbound;
  readonly audit: AuditLog;
  readonly webhookSecret: (id: string) => string;
  /** A webhook is removed once it has taken nothing for so long, and often enough. */
  readonly failingForMs: number;
}

interface Message {
  readonly target: string;
  readonly kind: string;
  readonly at: string;
  readonly notice: string;
  readonly organization: string;
  readonly subject: string;
  readonly about: string | null;
  readonly by: string | null;
}

const TIMEOUT_MS = 5_000;
const LARGEST_ANSWER = 64 * 1024;
const GONE = 410;
const MOST_FAILURES = 50;

/** Sends. `id` is the message's, the same at every try. False when it is to be sent again. */
export async function sendDelivery(
  options: SendingOptions,
  { webhook, notice }: Delivery,
  id: string,
): Promise<boolean> {
  const message = await readMessage(options.database, { webhook, notice });
  if (message === undefined) return true; // nobody waits for it any more
  const status = await post(options, message, { webhook, id });
  if (status !== null && status >= 200 && status < 300) {
    await noteSuccess(options.database, webhook);
    return true;
  }
  await options.database.transaction((tx) => noteFailure(tx, options, { webhook, isGone: status === GONE }));
  return false;
}

async function readMessage(session: Session, { webhook, notice }: Delivery): Promise<Message | undefined> {
  const [message] = await session.rows<Message>(
    `select w.target, n.kind, ${isoSql("n.at")} as at, n.number::text as notice, n.organization, n.subject, n.about, n.by
     from exchange.webhook w join exchange.notice n on n.organization = w.organization
     where w.id = ?::uuid and n.number = ?::bigint and not ${goneSql("w.organization")}`,
    [webhook, notice],
  );
  return message;
}

/** The status of the answer; null where there is none, or one that sends the request elsewhere. */
async function post(
  { outbound, webhookSecret }: SendingOptions,
  { target, kind, at, ...data }: Message,
  { webhook, id }: { readonly webhook: string; readonly id: string },
): Promise<number | null> {
  const body = JSON.stringify({ type: kind, timestamp: at, data });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = {
    "content-type": "application/json",
    ...webhookHeaders(webhookSecret(webhook), { id, timestamp, body }),
  };
  try {
    const request = { method: "POST", headers, body, timeoutMs: TIMEOUT_MS, largestBytes: LARGEST_ANSWER } as const;
    return (await outbound(target, request)).status;
  } catch (error) {
    if (error instanceof OutboundError) return null;
    throw error;
  }
}

async function noteSuccess(session: Session, webhook: string): Promise<void> {
  await session.rows(
    `update exchange.webhook set last_delivery_at = now(), failures = 0, failing_since = null where id = ?::uuid`,
    [webhook],
  );
}

interface Failure {
  readonly webhook: string;
  /** The address says itself that there is nothing any more. */
  readonly isGone: boolean;
}

async function noteFailure(tx: Session, options: SendingOptions, { webhook, isGone }: Failure): Promise<void> {
  const [failing] = await tx.rows<{ organization: string; lost: boolean }>(
    `update exchange.webhook set failures = failures + 1, failing_since = coalesce(failing_since, now()) where id = ?::uuid
     returning organization, failures >= ${MOST_FAILURES} and failing_since <= now() - ? * interval '1 millisecond' as lost`,
    [webhook, options.failingForMs],
  );
  if (failing === undefined || !(failing.lost || isGone)) return;
  await tx.rows(`delete from exchange.webhook where id = ?::uuid`, [webhook]);
  const note = isGone ? "gone" : "failing";
  await options.audit.note({ actor: "hub", action: "webhook.remove", subject: webhook, note }, tx);
  await tellOrganizations(tx, [{ organization: failing.organization, kind: "webhook.removed", subject: webhook }]);
}
