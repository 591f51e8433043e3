// Digests on their way to members. In: which notices of which organization. Out: one message for each member that waits, to
// which later digests are added: where no mail can be sent for a day, each finds one message and not ninety.
import { randomUUID } from "node:crypto";
import type { DigestTicket } from "../../../schema/mail.js";
import type { Session } from "../../database/session.js";
import type { DigestStops } from "./digest-stops.js";

/** Puts a digest among what waits for the members of its organization, who have accounts and want it. Gives for how many. */
export async function queueDigest(
  { session, stops }: { readonly session: Session; readonly stops: Pick<DigestStops, "stopped"> },
  { organization, ids }: DigestTicket,
): Promise<number> {
  const all = await session.rows<{ id: string; email: string }>(
    `select id, email from registry.member where organization = ? and accepted_at is not null`,
    [organization],
  );
  const stopped = await stops.stopped(all.map(({ email }) => email));
  const members = all.filter(({ email }) => !stopped.has(email));
  const wishes = members.map(({ id: member }) => ({ id: randomUUID(), member }));
  await session.rows(
    `insert into registry.outbox as held (id, member, recipient, template, language, data)
     select w.id, m.id, m.email, 'digest', m.language, ?::jsonb
     from jsonb_to_recordset(?::jsonb) as w(id uuid, member uuid) join registry.member m on m.id = w.member
     on conflict (member) where template = 'digest' do update
     set data = jsonb_set(excluded.data, '{ids}', (held.data->'ids') || (excluded.data->'ids'))`,
    [JSON.stringify({ organization, ids }), JSON.stringify(wishes)],
  );
  return members.length;
}

/** A digest was sent: what was added to it meanwhile stays. */
export async function dropDigest(session: Session, id: string, sent: readonly string[]): Promise<void> {
  await session.rows(
    `update registry.outbox set next_at = now(), tries = 0, data = jsonb_set(data, '{ids}',
       (select coalesce(jsonb_agg(each), '[]') from jsonb_array_elements_text(data->'ids') as each where each <> all(?::text[])))
     where id = ?`,
    [sent, id],
  );
  await session.rows(`delete from registry.outbox where id = ? and data->'ids' = '[]'`, [id]);
}
