// The way out for mail: TLS where it must be, faults that name nobody, configuration that is checked at the start.
import { afterEach, describe, expect, it } from "@jest/globals";
import { createMailTransport, type MailServer } from "../../gateway/fetch/mail-transport.js";
import { readMailConfig } from "../../gateway/main/mail-config.js";
import { MailFault } from "../../schema/mail.js";
import { makeAuthority, makeCertificate } from "../kit/certificates.js";
import { startMailServer, type MailServerKit, type MailServerWish } from "../kit/mail-server.js";

const from = { name: "Hub", address: "hub@example.org" };
const message = { to: "anna@example.org", subject: "Été", text: "Ça marche.\n.\nFin\n" };
const servers: MailServerKit[] = [];
afterEach(async () => void (await Promise.all(servers.splice(0).map((each) => each.stop()))));

const start = async (wish: MailServerWish): Promise<MailServerKit> => {
  const server = await startMailServer(wish);
  servers.push(server);
  return server;
};
const codeOf = async (server: MailServer, change: Partial<typeof message> = {}): Promise<string> => {
  const fault: unknown = await createMailTransport(
    server,
    from,
  )({ ...message, ...change }).catch((error: unknown) => error);
  return fault instanceof MailFault ? fault.code : "sent";
};
const authority = await makeAuthority("Test authority");
const certificate = await makeCertificate({ host: "localhost", authority });
const user = { name: "hub", password: "p@ss/word" };
const trusting = { host: "localhost", user, authorities: [authority.cert] };

describe("mail", () => {
  it.each(["implicit", "starttls"] as const)("goes by TLS (%s) with a user and a password", async (tls) => {
    const { port, received } = await start({ certificate, implicit: tls === "implicit", password: user.password });
    expect(await codeOf({ ...trusting, port, tls })).toBe("sent");
    expect(received).toMatchObject([{ secure: true, user: "hub", to: ["anna@example.org"], text: message.text }]);
    expect(received[0]?.headers.get("subject")).toBe("Été");
  });

  it.each<readonly [string, MailServerWish, Partial<MailServer>]>([
    ["offers no TLS", { offersTls: false }, { tls: "starttls" }],
    ["has a certificate that nobody vouches for", { certificate }, { tls: "starttls", authorities: [] }],
    ["wants another password", { certificate, password: "another" }, { tls: "starttls" }],
  ])("is not handed to a server that %s", async (_situation, wish, change) => {
    const { port, received } = await start(wish);
    expect(await codeOf({ ...trusting, port, tls: "starttls", ...change })).not.toBe("sent");
    expect(received).toEqual([]);
  });

  it.each([
    ["a subject of two lines", { subject: "a\r\nBcc: x@example.org" }, "ESUBJECT"],
    ["a subject with a line separator", { subject: "a\u2028b" }, "ESUBJECT"],
    ["two recipients", { to: "a@example.org, b@example.org" }, "EADDRESS"],
    ["a recipient with a line in it", { to: "a@example.org\r\nx" }, "EADDRESS"],
  ])("with %s is not sent", async (_situation, change, code) => {
    const { port, received } = await start({});
    expect(await codeOf({ host: "127.0.0.1", port, tls: "none" }, change)).toBe(code);
    expect(received).toEqual([]);
  });

  it("that is not taken is a fault that names neither the address nor what the server said", async () => {
    const { port } = await start({ takes: () => false });
    const send = createMailTransport({ host: "127.0.0.1", port, tls: "none" }, from);
    const fault: unknown = await send(message).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(MailFault);
    expect(`${String(fault)} ${JSON.stringify(fault)} ${String((fault as Error).stack)}`).not.toMatch(
      /anna|nobody here/,
    );
    expect((fault as Error).cause).toBeUndefined();
  });
});

describe("the configuration of mail", () => {
  it.each([
    ["smtps://hub:p%40ss@mail.example.org", { host: "mail.example.org", port: 465, tls: "implicit" }],
    ["smtp://mail.example.org", { host: "mail.example.org", port: 587, tls: "starttls" }],
    ["smtp://localhost:25?tls=off", { host: "localhost", port: 25, tls: "none" }],
  ])("reads %s", (url, server) => {
    const read = readMailConfig({ MAILLAGE_SMTP_URL: url, MAILLAGE_MAIL_FROM: "Réseau <hub@example.org>" });
    expect(read.faults).toEqual([]);
    expect(read.config).toMatchObject({ server, from: { name: "Réseau", address: "hub@example.org" }, digests: true });
    if (url.includes("@")) expect(read.config?.server.user).toEqual({ name: "hub", password: "p@ss" });
  });

  it("is none when nothing is set", () => {
    expect(readMailConfig({ MAILLAGE_SMTP_URL: "" })).toEqual({ config: null, faults: [] });
  });

  it.each<readonly [Record<string, string>, string[]]>([
    [{ MAILLAGE_SMTP_URL: "https://u:secret@h" }, ["MAILLAGE_SMTP_URL"]],
    [{ MAILLAGE_SMTP_URL: "smtps://u:secret@h?tls=off", MAILLAGE_MAIL_FROM: "a@b.example" }, ["MAILLAGE_SMTP_URL"]],
    [{ MAILLAGE_SMTP_URL: "smtps://u:secret%@h", MAILLAGE_MAIL_FROM: "a@b.example" }, ["MAILLAGE_SMTP_URL"]],
    [{ MAILLAGE_SMTP_URL: "smtps://h", MAILLAGE_MAIL_FROM: "Hub" }, ["MAILLAGE_MAIL_FROM"]],
    [{ MAILLAGE_SMTP_URL: "smtps://h", MAILLAGE_MAIL_FROM: "a\r\nb <a@b.example>" }, ["MAILLAGE_MAIL_FROM"]],
    [{ MAILLAGE_MAIL_FROM: "a@b.example" }, ["MAILLAGE_SMTP_URL"]],
    [{ MAILLAGE_SMTP_URL: "smtps://u:secret@h" }, ["MAILLAGE_MAIL_FROM"]],
    [{ MAILLAGE_MAIL_DIGESTS: "often" }, ["MAILLAGE_MAIL_DIGESTS"]],
  ])("with %j lists its faults, without the password", (environment, names) => {
    const { config, faults } = readMailConfig(environment);
    expect(config).toBeNull();
    expect(faults.map((fault) => fault.split(":")[0])).toEqual(names);
    expect(faults.join(" ")).not.toContain("secret");
  });
});
