// Links to whoever has made a data request, and the messages that carry them. In: a request. Out: a secret in a message
// that waits to be sent, and nowhere else: whoever asks for a link does not see it, its reader proves the address.
import { randomUUID } from "node:crypto";
import type { ProseLanguage } from "../../schema/prose-language.js";
import type { Session } from "../database/session.js";
import { hashOf, newSecret } from "./secrets.js";

export type DataLinkPurpose = "CONFIRM" | "DISCLOSE";

/** A link that is good. */
export interface DataLink {
  readonly purpose: DataLinkPurpose;
  readonly request: string;
  /** Whose data it shows; null for links that show none. */
  readonly subject: string | null;
}

export interface Message {
  readonly recipient: string;
  readonly template:
    | "data-request-confirm"
    | "data-request-disclosed"
    | "data-request-closed"
    | "invitation"
    | "digest";
  readonly language: ProseLanguage;
  readonly data: Readonly<Record<string, string | null>>;
  /** The member whom it is for: a message goes with its member. */
  readonly member?: string;
}

/** A message that waits, as the operator sees it. */
export interface WaitingMessage extends Message {
  readonly id: string;
}

const GOOD_DAYS = 7;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Makes a link. Gives its secret. */
export async function makeLink(tx: Session, { purpose, request, subject }: DataLink): Promise<string> {
  const secret = newSecret();
  await tx.rows(
    `insert into registry.data_link (hash, request, purpose, subject, expires_at)
     values (?, ?, ?, ?, now() + interval '${GOOD_DAYS} days')`,
    [hashOf(secret), request, purpose, subject],
  );
  return secret;
}

/** What a secret is good for; null for one that is none, or not any more. */
export async function findLink(session: Session, secret: string): Promise<DataLink | null> {
  if (!SECRET.test(secret)) return null;
  const [link] = await session.rows<DataLink>(
    `select purpose, request, subject from registry.data_link where hash = ? and expires_at > now()`,
    [hashOf(secret)],
  );
  return link ?? null;
}

/** Puts a message among those that wait to be sent. */
export async function queueMessage(tx: Session, message: Message): Promise<void> {
  const { recipient, template, language, data, member = null } = message;
  await tx.rows(
    `insert into registry.outbox (id, recipient, template, language, data, member) values (?, ?, ?, ?, ?::jsonb, ?)`,
    [randomUUID(), recipient, template, language, JSON.stringify(data), member],
  );
}

/** The messages that wait, oldest first. */
export function listMessages(session: Session): Promise<WaitingMessage[]> {
  return session.rows<WaitingMessage>(
    `select id, recipient, template, language, data from registry.outbox order by created_at, id`,
  );
}

/** A message was sent. False when there is none of this id. */
export async function dropMessage(session: Session, id: string): Promise<boolean> {
  return (await session.rows(`delete from registry.outbox where id = ? returning id`, [id])).length > 0;
}
