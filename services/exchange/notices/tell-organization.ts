// Telling organizations what concerns them. In: what happened, in the transaction in which it did. Out: a notice in the
// inbox of each. What is told is ids: the words are made when it is read.
import type { Session } from "../../database/session.js";
import { goneSql, knownSql } from "../records/seen.js";

/** Everything that organizations are told of. A webhook is for some of these kinds. */
export const NOTICE_KINDS = [
  "adoption.recorded",
  "adoption.changed",
  "review.written",
  "endorsement.given",
  "quality.raised",
  "community.joined",
  "discussion.started",
  "discussion.replied",
  "answer.accepted",
  "need.matched",
  "need.answered",
  "introduction.asked",
  "introduction.accepted",
  "introduction.declined",
  "exchange.proposed",
  "exchange.accepted",
  "exchange.declined",
  "exchange.reported",
  "registration.confirmed",
  "registration.waiting",
  "registration.promoted",
  "registration.cancelled",
  "record.published",
  "record.changed",
  "practice.adapted",
  "search.matched",
  "post.hidden",
  "webhook.removed",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NewNotice {
  /** Whom it concerns; null: only those who follow. */
  readonly organization: string | null;
  readonly kind: NoticeKind;
  /** What it is about, and what a reader would open: an id. */
  readonly subject: string;
  /** The organization that did it. Nobody is told of what they did themselves. */
  readonly by?: string | null;
  /** The record that it is about, where that is another than the subject. */
  readonly about?: string | null;
}

/** What those who follow a record or a discussion are told of, beside those whom it concerns. */
const FOLLOWED: readonly NoticeKind[] = [
  ...(["adoption.recorded", "review.written", "quality.raised", "discussion.started", "discussion.replied"] as const),
  ...(["answer.accepted", "need.answered", "exchange.reported", "record.published", "record.changed"] as const),
];

/** What was said in a community for members, of which the organization of `wanted` is none. */
const AMONG_OTHERS = `exists (select 1 from exchange.discussion d join exchange.community c on c.id = d.community
  where d.id = wanted.subject and c.visibility = 'MEMBERS' and not exists (select 1 from exchange.member m
    where m.community = c.id and m.organization = wanted.organization))`;

/** The ids of `told` that a webhook is sent are of nothing that is not for everyone. */
const PUBLICLY_KNOWN = ["told.subject", "told.about", "told.by"].map(publicSql).join(" and ");

/** An id names nothing, something of the hub's own, or a partner's record that is for everyone. */
export function publicSql(id: string): string {
  return `(${id} is null or ${id} not like '%:%' or ${id} like 'hub:%' or ${knownSql(id, "PUBLIC")})`;
}

/** Wakes whoever sends what is to be sent. */
export const DELIVERY_CHANNEL = "exchange_delivery";

/**
 * Writes notices, in the caller's transaction: for the organizations given, but for who did it, and for those who follow the
 * subject or what it is about; and what their webhooks are to be sent. Organizations that are gone are told nothing.
 */
export async function tellOrganizations(tx: Session, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const sent = await tx.rows(
    `with given as (select * from jsonb_to_recordset(?::jsonb)
         as n(organization text, kind text, subject text, by text, about text)),
       wanted as (select organization, kind, subject, by, about from given where organization is not null
         union select f.organization, g.kind, g.subject, g.by, g.about from given g
           join exchange.follow f on f.subject in (g.subject, g.about) where g.kind = any(?::text[])),
       told as (insert into exchange.notice (organization, kind, subject, by, about)
         select organization, kind, subject, by, about from wanted where by is distinct from organization
           and not ${AMONG_OTHERS} and not ${goneSql("wanted.organization")}
         returning number, organization, kind, subject, by, about)
     insert into exchange.delivery (webhook, notice) select w.id, told.number from told
       join exchange.webhook w on w.organization = told.organization and told.kind = any(w.kinds)
         and (w.visibility = 'NETWORK' or ${PUBLICLY_KNOWN}) for key share of w skip locked returning 1`,
    [JSON.stringify(notices), FOLLOWED],
  );
  if (sent.length > 0) await tx.rows(`select pg_notify('${DELIVERY_CHANNEL}', '')`);
}
