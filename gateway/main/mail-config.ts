// What operators may say of mail. In: the environment. Out: settings, null where no mail is sent, or every fault; what was
// got is not repeated: it holds a password.
import type { MailSender, MailServer } from "../fetch/mail-transport.js";

/** How mail is sent. */
export interface MailSettings {
  readonly server: MailServer;
  readonly from: MailSender;
  /** Whether members are told of new notices. */
  readonly digests: boolean;
  /** Between two digests of one organization. */
  readonly digestMs?: number;
  /** Between two looks at what waits. */
  readonly everyMs?: number;
  /** Before a message that was not taken is tried again; twice as long each time, at most an hour. */
  readonly retryMs?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface MailConfig {
  readonly config: MailSettings | null;
  readonly faults: readonly string[];
}

const FROM = /^(?:([^<>"\p{C}]{0,100}?) ?<([^<>]{3,254})>|([^<>"\s]{3,254}))$/u;
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,180}[a-z0-9])?$/iu;

/** Reads what the environment says of mail; an empty variable is none. */
export function readMailConfig(environment: Environment): MailConfig {
  const {
    MAILLAGE_SMTP_URL: url = "",
    MAILLAGE_MAIL_FROM: from = "",
    MAILLAGE_MAIL_DIGESTS: digests = "",
  } = environment;
  const server = url === "" ? null : readServer(url);
  const sender = from === "" ? null : readSender(from);
  const faults: string[] = [];
  if (!["", "0", "1"].includes(digests)) faults.push(`MAILLAGE_MAIL_DIGESTS: expected 0, 1 or nothing, got ${digests}`);
  if (url !== "" && server === null) faults.push(`MAILLAGE_SMTP_URL: expected ${SERVER}`);
  if (from !== "" && sender === null) faults.push(`MAILLAGE_MAIL_FROM: expected ${SENDER}`);
  if (url === "" && sender !== null)
    faults.push(`MAILLAGE_SMTP_URL: expected ${SERVER}, because MAILLAGE_MAIL_FROM is set`);
  if (from === "" && server !== null)
    faults.push(`MAILLAGE_MAIL_FROM: expected ${SENDER}, because MAILLAGE_SMTP_URL is set`);
  if (server === null || sender === null || faults.length > 0) return { config: null, faults };
  return { config: { server, from: sender, digests: digests !== "0" }, faults };
}

const SERVER = "smtps://user:password@host:465, or smtp://user:password@host:587 (STARTTLS; with ?tls=off no TLS)";
const SENDER = "an address, like Network <hub@example.org>";

function readServer(text: string): MailServer | null {
  const url = URL.parse(text);
  if (url === null || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "") return null;
  if (!["", "/"].includes(url.pathname) || url.hash !== "" || !["", "?tls=off"].includes(url.search)) return null;
  const isImplicit = url.protocol === "smtps:";
  const isOff = url.search !== "";
  if (isImplicit && isOff) return null;
  const user = readUser(url);
  if (user === null) return null;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isImplicit ? 465 : 587) : Number(url.port),
    tls: isImplicit ? "implicit" : isOff ? "none" : "starttls",
    ...(user === "nobody" ? {} : { user }),
  };
}

function readUser({ username, password }: URL): MailServer["user"] | "nobody" | null {
  if (username === "" && password === "") return "nobody";
  try {
    return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return null;
  }
}

function readSender(text: string): MailSender | null {
  const [, name = "", inBrackets, bare] = FROM.exec(text.trim()) ?? [];
  const address = inBrackets ?? bare ?? "";
  return ADDRESS.test(address) ? { name: name.trim(), address } : null;
}
