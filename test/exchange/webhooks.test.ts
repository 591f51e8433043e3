// Webhooks: what organizations are told is sent to their programs, signed, once, and again where it was not taken.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { ServerResponse } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { pino } from "pino";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { isSignedWebhook } from "../../schema/standard-webhook.js";
import { tellOrganizations } from "../../services/exchange/notices/tell-organization.js";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";
import { startReceiver, type WebhookReceiver } from "../kit/webhook-receiver.js";
import { MUCH, PATIENT } from "../kit/wide-edge.js";

const NIGHTS = "brest:practice:nights";
const CREATE = `mutation ($input: WebhookInput!) { createWebhook(input: $input) { secret webhook { id } } }`;
const LIST = `{ webhooks { id failures lastDeliveryAt } }`;
const key = generateKeyPairSync("ed25519").privateKey;
const deliveries = { retryDelay: 1, retryDelayMax: 1, everyMs: 100 };

let network: ExchangeNetwork;
const receivers: WebhookReceiver[] = [];
beforeAll(async () => {
  network = await startExchangeNetwork({ hub: { development: true, key, deliveries } });
});
afterEach(async () => {
  await network.database.rows("delete from exchange.webhook");
  await Promise.all(receivers.splice(0).map((each) => each.stop()));
});
afterAll(() => network.stop());

const receiver = async (answer?: (response: ServerResponse, before: number) => void): Promise<WebhookReceiver> => {
  const started = await startReceiver(answer);
  receivers.push(started);
  return started;
};
const register = async (party: Party, target: string, kinds = ["record.changed"]): Promise<Issued> => {
  const { createWebhook } = await network.done(party, CREATE, { input: { target, kinds } });
  return { secret: createWebhook.secret, id: createWebhook.webhook.id };
};
interface Issued {
  readonly secret: string;
  readonly id: string;
}
/** Tells an organization of some things, each in a transaction of its own. */
const tell = async (party: Party, ...abouts: readonly string[]): Promise<void> => {
  for (const about of abouts)
    await network.database.transaction((tx) =>
      tellOrganizations(tx, [
        { organization: `${party}:organization:home`, kind: "record.changed", subject: NIGHTS, about },
      ]),
    );
};
const state = async (id: string): Promise<{ failures: number; last: string | null } | undefined> =>
  (
    await network.database.rows<{ failures: number; last: string | null }>(
      "select failures, last_delivery_at::text as last from exchange.webhook where id = ?::uuid",
      [id],
    )
  )[0];
const abouts = ({ received }: WebhookReceiver): string[] => received.map(({ body }) => body.data.about);

describe("a message to a webhook", () => {
  it("is signed, says what happened by ids alone, and is noted", async () => {
    const there = await receiver();
    const { secret, id } = await register("brest", `${there.url}/hook?a=b`, ["adoption.recorded"]);
    await network.done("namur", `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, {
      input: {
        ...{ practice: NIGHTS, practiceVersion: "1.0", state: "ADOPTED", context: "c", adaptations: "a" },
        since: "2026-09-01",
      },
    });
    await until(async () => (await state(id))?.last !== null);
    const [message] = there.received;
    expect(isSignedWebhook(message?.headers ?? {}, message?.text ?? "", secret)).toBe(true);
    expect(isSignedWebhook(message?.headers ?? {}, `${message?.text} `, secret)).toBe(false);
    expect(message?.headers["content-type"]).toBe("application/json");
    expect(message?.body).toEqual({
      type: "adoption.recorded",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: {
        ...{ notice: expect.stringMatching(/^\d+$/), organization: "brest:organization:home", subject: NIGHTS },
        ...{ about: null, by: "namur:organization:home" },
      },
    });
    expect((await network.done("brest", LIST)).webhooks).toEqual([
      { id, failures: 0, lastDeliveryAt: expect.any(String) },
    ]);
    expect(there.received).toHaveLength(1);
  });

  it("H12 is sent again with the same id and a signature of its own until it is taken", async () => {
    const there = await receiver((response, before) => response.writeHead(before < 2 ? 500 : 200).end("{}"));
    const { secret, id } = await register("brest", there.url);
    await tell("brest", "a");
    await until(async () => (await state(id))?.last !== null);
    expect(await state(id)).toMatchObject({ failures: 0 });
    expect(new Set(there.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(there.received.map(({ headers, text }) => isSignedWebhook(headers, text, secret))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("goes out in order, and one that fails does not block the next", async () => {
    let first: string | undefined;
    const there = await receiver((response) => {
      const about = there.received.at(-1)?.body.data.about;
      first ??= about;
      response.writeHead(about === first && there.received.length < 6 ? 503 : 204).end();
    });
    await register("brest", there.url);
    await tell("brest", "1", "2", "3", "4", "5");
    await until(() => there.received.length >= 6);
    expect(abouts(there).slice(0, 5).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
    expect(abouts(there).filter((about) => about !== "1")).toEqual(["2", "3", "4", "5"]);
  });

  it("does not go where a redirect leads", async () => {
    const elsewhere = await receiver();
    const there = await receiver((response) => response.writeHead(307, { location: elsewhere.url }).end());
    const { id } = await register("brest", there.url);
    await tell("brest", "a");
    await until(async () => ((await state(id))?.failures ?? 0) >= 2);
    expect(elsewhere.received).toEqual([]);
  });

  it("that hangs, or never ends its answer, holds up nobody else's", async () => {
    const hanging = await receiver(() => undefined);
    const endless = await receiver((response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(32_768)), 1);
      response.on("close", () => clearInterval(more));
    });
    const there = await receiver();
    const slow = await register("namur", hanging.url);
    const large = await register("leeds", endless.url);
    await register("brest", there.url);
    await tell("namur", ..."abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    await tell("leeds", "a");
    await until(() => hanging.received.length > 0);
    await tell("brest", "1", "2", "3");
    await until(() => there.received.length === 3);
    expect(hanging.received).toHaveLength(1); // the first is still waited for, or was just given up
    await until(async () => ((await state(slow.id))?.failures ?? 0) > 0);
    await until(async () => ((await state(large.id))?.failures ?? 0) > 0);
  });
});

describe("a webhook", () => {
  it("whose address says that it is gone is removed, and its organization told", async () => {
    const there = await receiver((response) => response.writeHead(410).end());
    const { id } = await register("brest", there.url);
    await tell("brest", "a", "b");
    await until(async () => (await state(id)) === undefined);
    const inbox = `query { notices(first: 1) { edges { node { kind text } } } }`;
    expect((await network.done("brest", inbox)).notices.edges).toEqual([
      { node: { kind: "webhook.removed", text: "A webhook of yours took nothing any more and has been removed." } },
    ]);
    const french = { authorization: `Bearer ${network.keyOf["brest"]}`, "accept-language": "fr" };
    expect((await network.ask(inbox, { headers: french })).data.notices.edges[0].node.text).toBe(
      "Un de vos webhooks ne recevait plus rien ; il a été supprimé.",
    );
  });

  it("that has failed fifty times in a row is removed when that has gone on for a day, not before", async () => {
    const there = await receiver((response) => response.writeHead(500).end());
    const { id } = await register("brest", there.url);
    await network.database.rows("update exchange.webhook set failures = 60, failing_since = now()");
    await tell("brest", "a");
    await until(async () => (await state(id))?.failures === 61);
    await network.database.rows("update exchange.webhook set failing_since = now() - interval '25 hours'");
    await until(async () => (await state(id)) === undefined);
  });

  it("that was deleted is sent nothing more", async () => {
    const there = await receiver((response) => response.writeHead(500).end());
    const { id } = await register("brest", there.url);
    await tell("brest", "a");
    await until(() => there.received.length > 0);
    await network.done("brest", `mutation ($id: ID!) { deleteWebhook(id: $id) }`, { id });
    const before = there.received.length;
    const other = await receiver();
    await register("brest", other.url);
    await tell("brest", "b", "c");
    await until(() => other.received.length === 2);
    await until(async () => (await waiting()) === 0);
    expect(there.received.length).toBeLessThanOrEqual(before + 1); // one may have been under way
  });
});

/** Messages that wait or are being sent. */
async function waiting(): Promise<number> {
  const [row] = await network.database.rows<{ waiting: number }>(
    `select (select count(*) from exchange.delivery)::int
       + (select count(*) from jobs.job where name = 'webhook' and state < 'completed')::int as waiting`,
  );
  return row?.waiting ?? 0;
}

const another = (change: object = {}): Promise<RunningHub> =>
  startHub({
    ...{ databaseUrl: network.databaseUrl, key, host: "127.0.0.1", port: 0, log: pino({ level: "silent" }) },
    ...{ explainsToAll: false, harvestMs: null, development: true, deliveries, edge: MUCH, ...PATIENT, ...change },
  });

describe("several processes", () => {
  it("send each message once", async () => {
    const hub = await another();
    try {
      const there = await receiver();
      const also = await receiver();
      await register("brest", there.url);
      await register("namur", also.url);
      const all = Array.from({ length: 60 }, (_, n) => String(n));
      await Promise.all([tell("brest", ...all), tell("namur", ...all)]);
      await until(async () => there.received.length >= 60 && also.received.length >= 60 && (await waiting()) === 0);
      for (const { received } of [there, also])
        expect([received.length, new Set(received.map(({ headers }) => headers["webhook-id"])).size]).toEqual([60, 60]);
    } finally {
      await hub.stop();
    }
  });
});
