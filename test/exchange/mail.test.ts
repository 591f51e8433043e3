// Mail: invitations, links of data requests and digests of notices reach their readers by a real mail server; what it does not
// take waits, and holds up nobody.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { tellOrganizations, type NewNotice } from "../../services/exchange/notices/tell-organization.js";
import { openRequest } from "../kit/data-requests.js";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { startMailServer, type MailServerKit, type ReceivedMail } from "../kit/mail-server.js";
import { until } from "../kit/until.js";

const NIGHTS = "brest:practice:nights";
const INVITE = `mutation ($input: MemberInput!) { inviteMember(input: $input) { link } }`;
const from = { name: "Réseau des aidants", address: "hub@example.org" };

let server: MailServerKit;
let network: ExchangeNetwork;
let refused: string[] = [];
const takes = (address: string): boolean => !refused.includes(address);
beforeAll(async () => {
  server = await startMailServer({ takes });
  const mail = { server: { host: "127.0.0.1", port: server.port, tls: "none" as const }, from, digests: true };
  network = await startExchangeNetwork({ hub: { mail: { ...mail, digestMs: 1_000, everyMs: 50, retryMs: 500 } } });
});
beforeEach(() => {
  refused = [];
});
afterAll(async () => {
  await network.stop();
  await server.stop();
});

const to = (address: string): ReceivedMail[] => server.received.filter((mail) => mail.to.includes(address));
const waiting = async (): Promise<number> => (await network.database.rows("select 1 from registry.outbox")).length;
const invite = async (email: string, language: string, name = "Zoé"): Promise<string> => {
  const input = { name, email, organization: "brest:organization:home", role: "READER" };
  const headers = { "accept-language": language };
  const { data, errors } = await network.ask(INVITE, { as: "admin", variables: { input }, headers });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.inviteMember.link;
};
/** Makes an account for somebody, as using an invitation does. */
const join = async (email: string, language: string, party: Party = "brest"): Promise<void> => {
  await network.database.rows(
    `insert into registry.member (id, name, email, organization, role, language, created_at, accepted_at)
     values (gen_random_uuid(), 'A member', ?, ?, 'READER', ?, now(), now())`,
    [email, `${party}:organization:home`, language],
  );
};
const tell = (notices: readonly NewNotice[]): Promise<void> =>
  network.database.transaction((tx) => tellOrganizations(tx, notices));
const uses = (party: Party): NewNotice => ({
  ...{ organization: "brest:organization:home", kind: "adoption.recorded", subject: NIGHTS },
  by: `${party}:organization:home`,
});

describe("an invitation", () => {
  it("goes to whom it invites, in the inviter's language, as plain text and UTF-8, and waits no more", async () => {
    const link = await invite("zoe@example.org", "fr", "Zoé 株式会社");
    await until(() => to("zoe@example.org").length > 0);
    const [mail] = to("zoe@example.org");
    expect(mail?.from).toBe("hub@example.org");
    expect(Object.fromEntries(mail?.headers ?? [])).toMatchObject({
      ...{ from: "Réseau des aidants <hub@example.org>", to: "zoe@example.org" },
      ...{ subject: "Vous êtes invité·e à rejoindre le réseau", "auto-submitted": "auto-generated" },
      "content-type": "text/plain; charset=utf-8",
    });
    expect(mail?.text).toContain("Bonjour Zoé 株式会社,");
    expect(mail?.text).toContain(link);
    await until(async () => (await waiting()) === 0);
    expect((await fetch(link)).status).toBe(200);
  });

  it("cannot be made to say anything in its headers, or to go to anybody else", async () => {
    await invite("eve@example.org", "en", "Eve\r\nBcc: all@example.org\r\n\r\nHi");
    await until(() => to("eve@example.org").length > 0);
    const [mail] = to("eve@example.org");
    expect(mail?.to).toEqual(["eve@example.org"]);
    expect(mail?.raw.split("\r\n\r\n")[0]).not.toMatch(/bcc/i);
    await expect(invite("eve@example.org\r\nrcpt to:<x@example.org>", "en")).rejects.toThrow("BAD_USER_INPUT");
  });
});

describe("a message that is not taken", () => {
  it("waits and is tried again, while others go out", async () => {
    refused = ["full@example.org"];
    await invite("full@example.org", "en");
    await until(async () => {
      const [row] = await network.database.rows<{ tries: number }>("select tries from registry.outbox");
      return (row?.tries ?? 0) > 0;
    });
    await openRequest(network, { subject: "brest:person:anna", kind: "ACCESS", replyTo: "anna@example.org" });
    await until(() => to("anna@example.org").length > 0);
    expect(to("anna@example.org")[0]?.headers.get("subject")).toBe("Please confirm your request about your data");
    expect(to("anna@example.org")[0]?.text).toMatch(/\/data-request\/[\w-]{43}\n/);
    expect(to("full@example.org")).toEqual([]);
    refused = [];
    await until(() => to("full@example.org").length > 0);
    await until(async () => (await waiting()) === 0);
  });

  it("waits while there is no mail server, and nothing else waits for it", async () => {
    const { port } = server;
    await server.stop();
    const link = await invite("patient@example.org", "fr");
    await until(async () => {
      const rows = await network.database.rows<{ tries: number }>("select tries from registry.outbox");
      return rows.some(({ tries }) => tries > 0);
    });
    expect((await fetch(link)).status).toBe(200); // the link is good, and the hub answers
    server = await startMailServer({ takes, port });
    await until(() => to("patient@example.org").length > 0);
    await until(async () => (await waiting()) === 0);
  });

  it("goes with the member whom it was for", async () => {
    refused = ["gone@example.org"];
    await invite("gone@example.org", "en");
    expect(await waiting()).toBe(1);
    const members = `{ members(partner: "brest") { id email } }`;
    const { data } = await network.ask(members, { as: "admin" });
    const { id } = data.members.find(({ email }: { email: string }) => email === "gone@example.org");
    await network.ask(`mutation ($id: ID!) { removeMember(id: $id) }`, { as: "admin", variables: { id } });
    expect(await waiting()).toBe(0);
  });
});

describe("a digest", () => {
  it("tells each member in their language what nobody has read, once", async () => {
    await network.database.rows("delete from exchange.notice");
    await join("french@example.org", "fr");
    await join("english@example.org", "en");
    await join("other@example.org", "en", "namur");
    await tell([uses("namur"), uses("dakar")]);
    await until(() => to("french@example.org").length > 0 && to("english@example.org").length > 0);
    const [french] = to("french@example.org");
    expect(french?.headers.get("subject")).toBe("2 nouvelles pour votre association");
    expect(french?.text).toMatch(/^- (Ndimbal|Relais Namur) utilise votre pratique « Nuits de répit »\.\n- /);
    expect(french?.text).toContain(network.url);
    const [english] = to("english@example.org");
    expect(english?.headers.get("subject")).toBe("2 pieces of news for your association");
    expect(english?.text).toContain("- Relais Namur uses your practice “Nuits de répit”.\n");
    await until(async () => (await waiting()) === 0);
    await tell([uses("leeds")]);
    await until(() => to("french@example.org").length > 1);
    expect(to("french@example.org")[1]?.text).toMatch(/^- Leeds Carers utilise[^\n]*\n\n/);
    expect(to("other@example.org")).toEqual([]);
  });

  it("holds ids while it waits, grows while the server takes nothing, and says what may be said when it is sent", async () => {
    await network.database.rows("delete from exchange.notice");
    refused = ["french@example.org", "english@example.org"];
    const before = to("english@example.org").length;
    await tell([uses("namur")]);
    await until(async () => (await waiting()) === 2);
    await tell([uses("dakar"), uses("leeds")]);
    const all = "select 1 from exchange.notice where digest is not null";
    await until(async () => (await network.database.rows(all)).length === 3);
    expect(await waiting()).toBe(2);
    const held = JSON.stringify(await network.database.rows("select data from registry.outbox"));
    expect(held).not.toMatch(/Namur|Ndimbal|répit/);
    await network.database.rows("delete from exchange.notice where by = 'dakar:organization:home'");
    refused = ["french@example.org"];
    await until(() => to("english@example.org").length > before);
    expect(to("english@example.org").at(-1)?.headers.get("subject")).toBe("2 pieces of news for your association");
    await network.database.rows("update exchange.notice set read_at = now()");
    const french = to("french@example.org").length;
    await until(async () => (await waiting()) === 0); // everything had been read: there is nothing to say
    expect(to("french@example.org")).toHaveLength(french);
  });
});
