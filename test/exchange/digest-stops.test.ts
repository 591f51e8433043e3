// The way out of digests: each says how to get no more of them, to people and to their mail programs (RFC 8058); who has
// stopped them gets none until they ask, whatever account they have.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tellOrganizations } from "../../services/exchange/notices/tell-organization.js";
import { startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { startMailServer, type MailServerKit, type ReceivedMail } from "../kit/mail-server.js";
import { until } from "../kit/until.js";

const PUBLIC_URL = "https://hub.example.org";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const from = { name: "Network", address: "hub@example.org" };

let server: MailServerKit;
let network: ExchangeNetwork;
beforeAll(async () => {
  server = await startMailServer();
  const mail = { server: { host: "127.0.0.1", port: server.port, tls: "none" as const }, from, digests: true };
  network = await startExchangeNetwork({
    hub: {
      identity: { issuers: [], oidc: null, publicUrl: PUBLIC_URL },
      mail: { ...mail, digestMs: 100, everyMs: 50, retryMs: 500 },
    },
  });
  await join("anouk@example.org", "fr");
  await join("bess@example.org", "en");
});
afterAll(async () => {
  await network.stop();
  await server.stop();
});

const to = (address: string): ReceivedMail[] => server.received.filter((mail) => mail.to.includes(address));
const join = async (email: string, language: string): Promise<void> => {
  await network.database.rows(
    `insert into registry.member (id, name, email, organization, role, language, created_at, accepted_at)
     values (gen_random_uuid(), 'A member', ?, 'brest:organization:home', 'READER', ?, now(), now())`,
    [email, language],
  );
};

/** Has something to tell, and waits until it was told to whoever is always told. */
async function told(): Promise<void> {
  const before = to("bess@example.org").length;
  await network.database.transaction((tx) =>
    tellOrganizations(tx, [
      { organization: "brest:organization:home", kind: "adoption.recorded", subject: "brest:practice:nights" },
    ]),
  );
  await until(() => to("bess@example.org").length > before);
  await until(async () => (await network.database.rows("select 1 from registry.outbox")).length === 0);
}

/** The path of the link in the last message to an address. */
function pathFor(address: string): string {
  const link = to(address).at(-1)?.headers.get("list-unsubscribe") ?? "";
  expect(link).toMatch(/^<https:\/\/hub\.example\.org\/mail\/digests\/[\w.-]+>$/);
  return link.slice(`<${PUBLIC_URL}`.length, -1);
}

const open = (path: string, init: RequestInit = {}): Promise<Response> => fetch(`${network.url}${path}`, init);

describe("a digest", () => {
  it("says how to get no more of them, in its headers and at its foot, in its reader's language", async () => {
    await told();
    const [french] = to("anouk@example.org");
    const [english] = to("bess@example.org");
    for (const mail of [french, english])
      expect(mail?.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    const [link, other] = ["anouk@example.org", "bess@example.org"].map((each) => `${PUBLIC_URL}${pathFor(each)}`);
    expect(french?.text.trimEnd().split("\n").at(-1)).toBe(`Pour ne plus recevoir ces messages : ${link}`);
    expect(english?.text.trimEnd().split("\n").at(-1)).toBe(`To get no more of these messages: ${other}`);
    expect(link).not.toBe(other);
    expect(decodeURIComponent(link ?? "")).not.toMatch(/anouk/);
  });

  it("leads to a page with one button, which looking at does not press", async () => {
    const path = pathFor("anouk@example.org");
    const page = await open(path, { headers: { "accept-language": "fr" } });
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain(`<form method="post" action="${path}">`);
    expect(text.match(/<button>/g)).toHaveLength(1);
    expect(text).not.toMatch(/anouk|<script/);
    const before = to("anouk@example.org").length;
    await told();
    expect(to("anouk@example.org").length).toBeGreaterThan(before);
  });
});

describe("the link of a digest", () => {
  it("stops digests by the one form that mail programs send, in both of its encodings, for that address alone", async () => {
    const path = pathFor("anouk@example.org");
    const multipart = new FormData();
    multipart.set("List-Unsubscribe", "One-Click");
    for (const form of [{ body: multipart }, { body: "List-Unsubscribe=One-Click", headers: FORM }])
      expect((await open(path, { method: "POST", redirect: "error", ...form })).status).toBe(200);
    const before = to("anouk@example.org").length;
    await told();
    expect(to("anouk@example.org")).toHaveLength(before);
    const held = JSON.stringify(await network.database.rows("select * from registry.digest_stop"));
    expect(held).not.toMatch(/anouk/);
  });

  it("keeps them stopped when the address has another account, until it asks for them again", async () => {
    const path = pathFor("anouk@example.org");
    await network.database.rows("delete from registry.member where email = 'anouk@example.org'");
    await join("anouk@example.org", "fr");
    const before = to("anouk@example.org").length;
    await told();
    expect(to("anouk@example.org")).toHaveLength(before);
    expect(await (await open(path)).text()).toContain(`action="${path}/again"`);
    expect((await open(`${path}/again`, { method: "POST", headers: FORM, body: "" })).status).toBe(200);
    await told();
    expect(to("anouk@example.org").length).toBeGreaterThan(before);
  });

  it("stops one that waits already", async () => {
    const path = pathFor("anouk@example.org");
    await network.database.rows(
      `insert into registry.outbox (id, member, recipient, template, language, data, next_at)
       select gen_random_uuid(), id, email, 'digest', 'fr', '{"organization": "brest:organization:home", "ids": []}', now() + interval '1 hour'
       from registry.member where email = 'anouk@example.org'`,
    );
    await open(path, { method: "POST", headers: FORM, body: "" });
    const before = to("anouk@example.org").length;
    await network.database.rows("update exchange.notice set digest = gen_random_uuid()");
    await network.database.rows(
      `update registry.outbox set next_at = now(), data = jsonb_set(data, '{ids}',
         (select jsonb_agg(distinct digest) from exchange.notice))`,
    );
    await until(async () => (await network.database.rows("select 1 from registry.outbox")).length === 0);
    expect(to("anouk@example.org")).toHaveLength(before);
  });

  it("is good only as it was sent: no other changes or tells anything", async () => {
    const path = pathFor("bess@example.org");
    const [address = ""] = path.slice("/mail/digests/".length).split(".");
    for (const token of ["x", `${address}.${address}`, `${address}.`, `${path.slice(14)}x`, `${"%00".repeat(4)}`])
      for (const method of ["GET", "POST"]) {
        const answer = await open(`/mail/digests/${token}`, { method });
        expect([answer.status, /<form/.test(await answer.text())]).toEqual([404, false]);
      }
    const before = to("bess@example.org").length;
    await told();
    expect(to("bess@example.org").length).toBeGreaterThan(before);
  });
});
