// Mail, as the rooms that take part in it see it: registry knows addresses and keeps what waits, exchange knows what there is
// to tell, the gateway's `fetch` room speaks SMTP; the composition root joins them. In: nothing. Out: types.
import type { ProseLanguage } from "./prose-language.js";

/** One message to one address. Plain text; the subject is one line. */
export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where its reader stops such messages, by a POST and without an account (RFC 8058). */
  readonly stopLink?: string;
}

/** Hands a message to the mail server. Throws `MailFault` when that has not taken it. */
export type SendMail = (message: MailMessage) => Promise<void>;

/** Why a message was not taken: a code, like `ECONNECTION`, and no word of what the server said, which may hold addresses. */
export class MailFault extends Error {
  override readonly name = "MailFault";
  readonly code: string;

  constructor(code: string) {
    super("The mail server has not taken the message.");
    this.code = code;
  }
}

/** Notices of an organization that are to be told by mail, by the ids of the digests that they belong to. */
export interface DigestTicket {
  readonly organization: string;
  readonly ids: readonly string[];
}

/** Puts a digest among the messages that wait for the members of its organization. Gives for how many. */
export type QueueDigest = (ticket: DigestTicket) => Promise<number>;

/** In which language a digest is said, and where its reader stops digests. */
export interface DigestReader {
  readonly language: ProseLanguage;
  readonly stopLink: string;
}

/** What a digest says now; null when there is nothing any more that nobody has read. */
export type SayDigest = (ticket: DigestTicket, reader: DigestReader) => Promise<Omit<MailMessage, "to"> | null>;
