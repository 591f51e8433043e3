// The way out for mail: SMTP, by nodemailer. In: a server and a message. Out: taken, or a fault by its code. TLS is a must
// unless the address says otherwise; nothing that a message holds can become a header, a file or another address.
import { setTimeout as delay } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { MailFault, type MailMessage, type SendMail } from "../../schema/mail.js";
import { codeOf } from "./error-code.js";

/** A mail server. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** `implicit`: from the first byte; `starttls`: before anything is said; `none`: not at all. */
  readonly tls: "implicit" | "starttls" | "none";
  readonly user?: { readonly name: string; readonly password: string };
  /** Certificate authorities (PEM) to trust instead of the machine's. */
  readonly authorities?: readonly string[];
}

/** Who sends. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;
/** For everything. */
const MESSAGE_MS = 60_000;
const LONGEST_SUBJECT = 200;
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9][a-z0-9.-]{0,252}$/i;

/** Makes the way out. Each message has a connection of its own. */
export function createMailTransport(server: MailServer, from: MailSender): SendMail {
  const { host, port, tls, user, authorities } = server;
  const transport = createTransport({
    ...{ host, port, secure: tls === "implicit", requireTLS: tls === "starttls", ignoreTLS: tls === "none" },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, dnsTimeout: CONNECT_MS, socketTimeout: SILENT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
    ...(user === undefined ? {} : { auth: { user: user.name, pass: user.password } }),
    ...(authorities === undefined ? {} : { tls: { ca: [...authorities] } }),
  });
  return async (message) => {
    checkMessage(message);
    const { to, subject, text, stopLink } = message;
    const sending = transport.sendMail({
      ...{ from, to: { name: "", address: to }, subject, text },
      headers: { "Auto-Submitted": "auto-generated", ...(stopLink === undefined ? {} : stopHeaders(stopLink)) },
    });
    const late = new AbortController();
    const tooLate = delay(MESSAGE_MS, null, { signal: late.signal, ref: false });
    tooLate.catch(() => undefined); // the message was in time
    const result = await Promise.race([sending, tooLate])
      .catch((error: unknown) => {
        throw new MailFault(codeOf(error) || "EUNKNOWN");
      })
      .finally(() => late.abort());
    if (result === null) throw new MailFault("ETIMEDOUT");
  };
}

/** Mail programs show a button of their own for these; by themselves they post to https alone (RFC 2369, RFC 8058). */
function stopHeaders(link: string) {
  const oneClick = link.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
  return { "List-Unsubscribe": `<${link}>`, ...oneClick };
}

function checkMessage({ to, subject }: MailMessage): void {
  if (!ADDRESS.test(to) || /\p{C}/u.test(to)) throw new MailFault("EADDRESS");
  if (subject === "" || subject.length > LONGEST_SUBJECT || /[\p{C}\p{Zl}\p{Zp}]/u.test(subject))
    throw new MailFault("ESUBJECT");
}
