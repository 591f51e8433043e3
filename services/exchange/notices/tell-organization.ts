// Telling organizations what concerns them. In: what happened, in the transaction in which it did. Out: a notice in the
// inbox of each. What is told is ids: the words are made when it is read.
import type { Session } from "../../database/session.js";

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
  "record.changed",
  "search.matched",
  "post.hidden",
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface NewNotice {
  readonly organization: string;
  readonly kind: NoticeKind;
  /** What it is about, and what a reader would open: an id. */
  readonly subject: string;
  /** The organization that did it. Nobody is told of what they did themselves. */
  readonly by?: string | null;
  /** The record that it is about, where that is another than the subject. */
  readonly about?: string | null;
}

/** Writes notices, in the caller's transaction. */
export async function tellOrganizations(tx: Session, notices: readonly NewNotice[]): Promise<void> {
  const told = notices.filter(({ organization, by }) => organization !== by);
  if (told.length === 0) return;
  await tx.rows(
    `insert into exchange.notice (organization, kind, subject, by, about)
     select organization, kind, subject, by, about
     from jsonb_to_recordset(?::jsonb) as n(organization text, kind text, subject text, by text, about text)`,
    [JSON.stringify(told)],
  );
}
