// A mail server: real SMTP on a real socket. In: how it takes messages. Out: what came, read as a mail program reads it.
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Certificate } from "./certificates.js";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** As it came. */
  readonly raw: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

export interface MailServerKit {
  readonly port: number;
  readonly received: ReceivedMail[];
  stop(): Promise<void>;
}

export interface MailServerWish {
  readonly port?: number;
  readonly certificate?: Certificate;
  /** TLS from the first byte. */
  readonly implicit?: boolean;
  /** Whether STARTTLS is offered; it is when there is a certificate. */
  readonly offersTls?: boolean;
  readonly password?: string;
  /** Says whether a recipient is taken. */
  readonly takes?: (address: string) => boolean;
}

/** Starts one. */
export async function startMailServer(wish: MailServerWish = {}): Promise<MailServerKit> {
  const { certificate, implicit = false, offersTls = certificate !== undefined, password, takes = () => true } = wish;
  const received: ReceivedMail[] = [];
  const options: SMTPServerOptions = {
    ...{ secure: implicit, authOptional: password === undefined, logger: false, disableReverseLookup: true },
    ...(certificate === undefined ? {} : { key: certificate.key, cert: certificate.cert }),
    disabledCommands: offersTls ? [] : ["STARTTLS"],
    onAuth: ({ username, password: given }, _session, done) =>
      given === password && password !== undefined ? done(null, { user: username }) : done(new Error("not so")),
    onRcptTo: ({ address }, _session, done) =>
      takes(address) ? done() : done(Object.assign(new Error("nobody here"), { responseCode: 550 })),
    onData(stream, { envelope, secure, user }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        received.push({ from, to, secure, user, ...readMail(Buffer.concat(parts).toString("latin1")) });
        done();
      });
    },
  };
  const server = new SMTPServer(options);
  server.on("error", () => undefined); // clients that leave in the middle
  await new Promise<void>((resolve) => server.listen(wish.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo; // it listens by now
  return { port, received, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Reads a message of one text part (RFC 5322, 2045, 2047). */
function readMail(raw: string): Pick<ReceivedMail, "headers" | "text" | "raw"> {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      decodeWords(line.slice(line.indexOf(":") + 1).trim()),
    ]),
  );
  const body = raw.slice(end + 4);
  const encoding = headers.get("content-transfer-encoding") ?? "7bit";
  const bytes =
    encoding === "base64"
      ? Buffer.from(body, "base64")
      : encoding === "quoted-printable"
        ? unquote(body)
        : Buffer.from(body, "latin1");
  return { headers, text: bytes.toString("utf8").replaceAll("\r\n", "\n"), raw };
}

function unquote(text: string): Buffer {
  const joined = text.replaceAll(/=\r\n/g, "");
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

function decodeWords(text: string): string {
  return text
    .replaceAll(/\?= +=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      (kind.toLowerCase() === "b" ? Buffer.from(word, "base64") : unquote(word.replaceAll("_", " "))).toString("utf8"),
    );
}
