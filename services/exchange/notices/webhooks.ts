// Webhooks: addresses that are told what their organization is told. In: an address and kinds of notices. Out: rows, and a
// secret that is shown once: it is derived from the hub's own key and kept nowhere.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { OutboundError } from "../../../schema/outbound.js";
import { isUrl } from "../../../schema/scalars.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { noteActing } from "../records/expect-record.js";
import type { WebhookInput } from "./notice-classes.js";
import { NOTICE_KINDS } from "./tell-organization.js";

const MOST_WEBHOOKS = 10;
const COLUMNS = `w.id, w.target, w.kinds, ${isoSql("w.last_delivery_at")} as "lastDeliveryAt", w.failures`;

/** Registers an address. Throws `BAD_USER_INPUT`. */
export async function createWebhook(context: ExchangeContext, acting: Acting, input: WebhookInput): Promise<object> {
  const { target } = input;
  if (!isUrl(target) || !/^https?:/i.test(target))
    throw badInput("target", "an address that begins with https:", target);
  try {
    context.checkTarget(target);
  } catch (error) {
    if (error instanceof OutboundError)
      throw badInput("target", `an address that may be sent to: ${error.message}`, target);
    throw error;
  }
  const kinds = [...new Set(input.kinds)];
  const known: readonly string[] = NOTICE_KINDS;
  for (const kind of kinds) if (!known.includes(kind)) throw badInput("kinds", `some of ${known.join(", ")}`, kind);
  if (kinds.length === 0) throw badInput("kinds", "one kind at least", kinds);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    await tx.rows(`select pg_advisory_xact_lock(hashtext(?))`, [`webhook ${acting.organization}`]);
    const held = await tx.rows(`select 1 from exchange.webhook where organization = ?`, [acting.organization]);
    if (held.length >= MOST_WEBHOOKS)
      throw badInput("input", `at most ${MOST_WEBHOOKS} webhooks`, `${held.length + 1} webhooks`);
    const id = randomUUID();
    const [webhook] = await tx.rows<object>(
      `insert into exchange.webhook as w (id, organization, target, kinds, visibility) values (?, ?, ?, ?::text[], ?) returning ${COLUMNS}`,
      [id, acting.organization, target, kinds, acting.visibility],
    );
    await context.audit.note({ actor: acting.actor, action: "webhook.create", subject: id }, tx);
    return { webhook, secret: context.webhookSecret(id) };
  });
}

/** Removes an address; what waits to be sent there is not sent. Throws `BAD_USER_INPUT`. */
export async function deleteWebhook({ database, audit }: ExchangeContext, acting: Acting, id: string): Promise<string> {
  return database.transaction(async (tx) => {
    const gone = await tx.rows(`delete from exchange.webhook where id::text = ? and organization = ? returning 1`, [
      id,
      acting.organization,
    ]);
    if (gone.length === 0) throw badInput("id", "the id of a webhook of your organization", id);
    await audit.note({ actor: acting.actor, action: "webhook.delete", subject: id }, tx);
    return id;
  });
}

/** One's own webhooks, the latest first. */
export function listWebhooks({ database }: ExchangeContext, acting: Acting): Promise<object[]> {
  return database.rows<object>(
    `select ${COLUMNS} from exchange.webhook w where organization = ? order by created_at desc, id`,
    [acting.organization],
  );
}
