// What waits to be sent to webhooks outlives the hub's process; what may not be reached is not, at any try.
import { describe, expect, it } from "@jest/globals";
import { generateKeyPairSync } from "node:crypto";
import { pino } from "pino";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { tellOrganizations } from "../../services/exchange/notices/tell-organization.js";
import type { Database } from "../../services/database/open-database.js";
import { testDatabase } from "../kit/database.js";
import { until } from "../kit/until.js";
import { startReceiver } from "../kit/webhook-receiver.js";
import { MUCH, PATIENT } from "../kit/wide-edge.js";

const HOME = "brest:organization:home";
const WEBHOOK = "00000000-0000-4000-8000-000000000001";
const key = generateKeyPairSync("ed25519").privateKey;

const hubOn = (databaseUrl: string, development: boolean): Promise<RunningHub> =>
  startHub({
    ...{ databaseUrl, key, host: "127.0.0.1", port: 0, log: pino({ level: "silent" }), explainsToAll: false },
    ...{ harvestMs: null, development, edge: MUCH, ...PATIENT },
    deliveries: { retryDelay: 1, retryDelayMax: 1, everyMs: 100 },
  });
const tell = (database: Database, subject: string): Promise<void> =>
  database.transaction((tx) => tellOrganizations(tx, [{ organization: HOME, kind: "record.changed", subject }]));
const add = (database: Database, target: string): Promise<unknown> =>
  database.rows(`insert into exchange.webhook (id, organization, target, kinds) values (?, ?, ?, '{record.changed}')`, [
    WEBHOOK,
    HOME,
    target,
  ]);
const failures = async (database: Database): Promise<number> =>
  (await database.rows<{ failures: number }>("select failures from exchange.webhook"))[0]?.failures ?? 0;

describe("messages to webhooks", () => {
  it("that wait when the hub stops are sent when it is there again: none is lost, none is sent twice", async () => {
    const databaseUrl = await testDatabase();
    const database = await openExchangeDatabase({ databaseUrl });
    let isUp = false;
    const there = await startReceiver((response) => response.writeHead(isUp ? 204 : 500).end());
    try {
      await add(database, there.url);
      for (const subject of ["before-1", "before-2"]) await tell(database, subject);
      const first = await hubOn(databaseUrl, true);
      await until(() => there.received.length >= 4); // both were tried more than once
      await first.stop();
      const [active] = await database.rows<{ active: number }>(
        `select count(*)::int as active from jobs.job where name = 'webhook' and state = 'active'`,
      );
      expect(active?.active).toBe(0); // what was being sent was waited for
      for (const subject of ["between-1", "between-2"]) await tell(database, subject);
      there.received.splice(0);
      isUp = true;
      const second = await hubOn(databaseUrl, true);
      await until(() => there.received.length >= 4);
      await second.stop();
      expect(there.received.map(({ body }) => body.data.subject).toSorted()).toEqual([
        ...["before-1", "before-2", "between-1", "between-2"],
      ]);
    } finally {
      await there.stop();
      await database.close();
    }
  });

  it("that were being sent when their process was killed are sent by the next, with the same id", async () => {
    const databaseUrl = await testDatabase();
    const database = await openExchangeDatabase({ databaseUrl });
    let isUp = false;
    const there = await startReceiver((response) => response.writeHead(isUp ? 204 : 500).end());
    try {
      await add(database, there.url);
      await tell(database, "a");
      const first = await hubOn(databaseUrl, true);
      await until(() => there.received.length >= 1);
      await first.stop();
      // As it is left when nobody says any more what came of it.
      await database.rows(
        `update jobs.job set state = 'active', started_on = now() - interval '31 seconds' where name = 'webhook'`,
      );
      isUp = true;
      const tried = there.received.length;
      const second = await hubOn(databaseUrl, true);
      await until(() => there.received.length > tried);
      await until(async () => (await failures(database)) === 0);
      await second.stop();
      expect(there.received).toHaveLength(tried + 1);
      expect(new Set(there.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    } finally {
      await there.stop();
      await database.close();
    }
  });

  it("C21 do not go to this machine or its network unless the hub is in development", async () => {
    const databaseUrl = await testDatabase();
    const database = await openExchangeDatabase({ databaseUrl });
    const there = await startReceiver();
    const hub = await hubOn(databaseUrl, false);
    try {
      await add(database, there.url);
      await tell(database, "a");
      await until(async () => (await failures(database)) >= 2);
      await database.rows("update exchange.webhook set target = 'https://127.0.0.1:8443/', failures = 0");
      await until(async () => (await failures(database)) >= 2);
      expect(there.received).toEqual([]);
    } finally {
      await hub.stop();
      await there.stop();
      await database.close();
    }
  });
});
