// Organizations that go, by themselves or with their partner: what they wished to be told is in no table any more, and nothing
// more is sent to them, neither by webhook nor by mail. A partner that is only suspended finds its wishes again.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { tellOrganizations } from "../../services/exchange/notices/tell-organization.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { startMailServer, type MailServerKit } from "../kit/mail-server.js";
import { until } from "../kit/until.js";
import { startReceiver, type WebhookReceiver } from "../kit/webhook-receiver.js";

const NIGHTS = "brest:practice:nights";
const WISHES = ["webhook", "follow", "saved_search", "notice", "digest", "pace"];
/** What an organization wished is let go after seconds, in case it comes back. */
const SLOW_MS = 90_000;
const from = { name: "Network", address: "hub@example.org" };

let network: ExchangeNetwork;
let mail: MailServerKit;
let receiver: WebhookReceiver;
let isUp = false;
const answer = (response: ServerResponse): unknown => response.writeHead(isUp ? 204 : 500).end();

beforeAll(async () => {
  receiver = await startReceiver(answer);
  mail = await startMailServer({ takes: () => isUp });
  network = await startExchangeNetwork({
    hub: {
      ...{ development: true, deliveries: { retryDelay: 1, retryDelayMax: 1, everyMs: 100 } },
      mail: {
        ...{ server: { host: "127.0.0.1", port: mail.port, tls: "none" }, from, digests: true },
        ...{ digestMs: 100, everyMs: 50, retryMs: 500 },
      },
    },
  });
});
afterAll(async () => {
  await network.stop();
  await Promise.all([receiver.stop(), mail.stop()]);
});

const homeOf = (party: Party): string => `${party}:organization:home`;
const tell = (party: Party): Promise<void> =>
  network.database.transaction((tx) =>
    tellOrganizations(tx, [{ organization: homeOf(party), kind: "record.changed", subject: NIGHTS }]),
  );
const sentTo = (party: Party): number =>
  receiver.received.filter(({ body }) => body.data.organization === homeOf(party)).length;
const mailedTo = (party: Party): number => mail.received.filter(({ to }) => to.includes(`${party}@example.org`)).length;

/** How much is kept, by table, of what an organization wished; tables without any are left out. */
async function keptOf(party: Party): Promise<Record<string, number>> {
  const kept: Record<string, number> = {};
  for (const table of WISHES) {
    const rows = await network.database.rows(`select 1 from exchange.${table} where organization = ?`, [homeOf(party)]);
    if (rows.length > 0) kept[table] = rows.length;
  }
  return kept;
}

async function stillWaiting(): Promise<number> {
  const [row] = await network.database.rows<{ waiting: number }>(
    `select (select count(*) from exchange.delivery)::int + (select count(*) from registry.outbox)::int
       + (select count(*) from jobs.job where name = 'webhook' and state < 'completed')::int as waiting`,
  );
  return row?.waiting ?? 0;
}

/** An organization that wishes everything, with a message on its way to a program and one to a member: neither is taken. */
async function wishes(party: Party): Promise<void> {
  isUp = false;
  await network.database.rows(
    `insert into registry.member (id, name, email, organization, role, created_at, accepted_at)
     values (gen_random_uuid(), 'A member', ?, ?, 'READER', now(), now())`,
    [`${party}@example.org`, homeOf(party)],
  );
  const hook = { target: receiver.url, kinds: ["record.changed"] };
  await network.done(party, `mutation ($input: WebhookInput!) { createWebhook(input: $input) { secret } }`, {
    input: hook,
  });
  for (const act of [
    `saveSearch(input: { name: "Nights", text: "nights" }) { id }`,
    `follow(subject: "${RESPITE}") { since }`,
  ])
    await network.done(party, `mutation { ${act} }`);
  await network.done("brest", `mutation { follow(subject: "${homeOf(party)}") { since } }`);
  await tell(party);
  await until(() => sentTo(party) > 0, SLOW_MS);
  await until(async () => {
    const rows = await network.database.rows("select 1 from registry.outbox where recipient = ? and tries > 0", [
      `${party}@example.org`,
    ]);
    return rows.length > 0;
  });
  expect(Object.keys(await keptOf(party))).toEqual(WISHES);
}

/** Nothing of it is kept; what happens from now on, and what was on its way, reaches nobody. */
async function expectNothingOf(party: Party): Promise<void> {
  await until(async () => Object.keys(await keptOf(party)).length === 0, SLOW_MS);
  await until(async () => (await stillWaiting()) === 0, SLOW_MS); // although nobody has taken it
  const before = sentTo(party);
  isUp = true;
  await tell(party);
  expect(await keptOf(party)).toEqual({});
  await until(async () => (await stillWaiting()) === 0, SLOW_MS);
  expect([sentTo(party), mailedTo(party)]).toEqual([before, 0]);
  const following = "select 1 from exchange.follow where subject = ?";
  expect(await network.database.rows(following, [homeOf(party)])).toEqual([]);
}

const asAdmin = async (mutation: string): Promise<void> => {
  const key = await network.hub.registry.keys.issue({
    ...{ name: "all", scopes: ["read:network", "network:admin", "partner:admin"], organization: null },
  });
  const { errors } = await network.ask(`mutation { ${mutation} }`, { headers: { authorization: `Bearer ${key}` } });
  expect(errors).toBeUndefined();
};

describe("an organization that its partner deletes", () => {
  it(
    "is sent nothing more, wishes nothing more, and can wish nothing again",
    async () => {
      await wishes("namur");
      await network.remove("namur", homeOf("namur"));
      await network.caughtUp();
      await expectNothingOf("namur");
      for (const act of [
        `createWebhook(input: { target: "${receiver.url}", kinds: ["record.changed"] }) { secret }`,
        `saveSearch(input: { name: "Nights", text: "nights" }) { id }`,
        `follow(subject: "${RESPITE}") { since }`,
      ]) {
        const { errors } = await network.as("namur", `mutation { ${act} }`);
        expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument: "credential" });
      }
    },
    4 * SLOW_MS,
  );
});

describe("an organization whose partner leaves", () => {
  it(
    "is sent nothing more and wishes nothing more",
    async () => {
      await wishes("dakar");
      await asAdmin(`removePartner(key: "dakar")`);
      await expectNothingOf("dakar");
    },
    4 * SLOW_MS,
  );
});

describe("an organization whose partner is suspended", () => {
  it(
    "is told nothing meanwhile, and finds its wishes again",
    async () => {
      await wishes("leeds");
      const before = await keptOf("leeds");
      await asAdmin(`suspendPartner(key: "leeds", reason: "For now.") { key }`);
      const gone = "select 1 from exchange.record where id = ? and gone";
      await until(async () => (await network.database.rows(gone, [homeOf("leeds")])).length > 0, SLOW_MS);
      await until(async () => (await stillWaiting()) === 0, SLOW_MS); // although nobody has taken it
      const sent = sentTo("leeds");
      isUp = true;
      await tell("leeds");
      expect([sentTo("leeds"), mailedTo("leeds")]).toEqual([sent, 0]);
      expect(await keptOf("leeds")).toEqual(before);
      await asAdmin(`resumePartner(key: "leeds") { key }`);
      await until(async () => (await network.database.rows(gone, [homeOf("leeds")])).length === 0, SLOW_MS);
      await tell("leeds");
      await until(() => sentTo("leeds") > sent, SLOW_MS);
    },
    4 * SLOW_MS,
  );

  it(
    "is forgotten when the partner is removed while it is away",
    async () => {
      await asAdmin(`suspendPartner(key: "leeds", reason: "Once more.") { key }`);
      await asAdmin(`removePartner(key: "leeds")`);
      await until(async () => Object.keys(await keptOf("leeds")).length === 0, SLOW_MS);
    },
    4 * SLOW_MS,
  );
});
