// Two processes of one hub on one database: each partner is harvested by one at a time, and one that is killed in the
// middle loses nothing.
import { generateKeyPairSync } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";
import type { Database } from "../../services/database/open-database.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer, type RunningServer } from "../../services/partner/server.js";
import { openStore, saveRecords, type Store } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";
import { openTestRegistry } from "../kit/registry.js";

const PARTNERS = Array.from({ length: 8 }, (_none, index) => `partner-${index}`);
const PROGRAM = join(PROJECT_ROOT, "dist", "test", "kit", "hub-process.js");
const keyPem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** A way to the partners that is slow, and knows how many requests are under way to each. */
interface Way {
  readonly url: string;
  /** The most at a time, by partner. */
  readonly most: Map<string, number>;
  requests: number;
  stop(): Promise<void>;
}

async function startWay(target: string, slowMs: number): Promise<Way> {
  const underWay = new Map<string, number>();
  const way = { most: new Map<string, number>(), requests: 0 };
  const server = createServer((request, response) => {
    const partner = request.url?.split("/")[1] ?? "";
    const now = (underWay.get(partner) ?? 0) + 1;
    underWay.set(partner, now);
    way.requests++;
    way.most.set(partner, Math.max(way.most.get(partner) ?? 0, now));
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      void (async () => {
        await delay(slowMs);
        const answer = await fetch(`${target}${request.url}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: Buffer.concat(chunks),
        });
        const text = await answer.text();
        underWay.set(partner, (underWay.get(partner) ?? 1) - 1);
        response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
      })();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return Object.assign(way, { url: `http://127.0.0.1:${port}`, stop });
}

let databaseUrl: string;
let hubs: ChildProcess[] = [];
let store: Store;
let database: Database;
let partners: RunningServer;
let way: Way;

beforeAll(async () => {
  databaseUrl = await testDatabase();
  store = await openStore({ databaseUrl });
  for (const key of PARTNERS) await saveRecords(store, key, [recordOf(key, 0), recordOf(key, 1)]);
  partners = await startPartnerServer({
    ...{ databaseUrl, port: 0, host: "127.0.0.1", log: () => undefined, tokens: { required: false } },
    partners: PARTNERS.map((key) => completeProfile({ key })),
  });
  way = await startWay(partners.url, 60);
  database = await openKnowledgeDatabase({ databaseUrl, connections: 3 });
  const registry = await openTestRegistry(databaseUrl);
  await registry.partners.listHosted(
    PARTNERS.map((key) => {
      const endpoint = `${way.url}/${key}/graphql`;
      return {
        key,
        name: key,
        licence: "CC0-1.0",
        endpoint,
        level: "LIVE",
        contractVersion: "1.0",
        organization: null,
      };
    }),
  );
  await registry.close();
  hubs = await Promise.all([startHubProcess(), startHubProcess()]);
});

afterAll(async () => {
  for (const hub of hubs) {
    if (hub.exitCode !== null || hub.signalCode !== null) continue;
    hub.kill("SIGKILL");
    await once(hub, "exit");
  }
  await way.stop();
  await partners.stop();
  await Promise.all([store.close(), database.close()]);
});

function recordOf(key: string, index: number, name = `Association ${index}`) {
  return { id: `${key}:organization:${index}`, name };
}

async function startHubProcess(): Promise<ChildProcess> {
  const orders = JSON.stringify({ databaseUrl, keyPem, harvestMs: 300 });
  const child = spawn(process.execPath, [PROGRAM, orders], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: child.stdout }), "line");
  return child;
}

/** Whether the mirror holds what the partners hold. */
async function isEqual(): Promise<boolean> {
  const [row] = await database.rows<{ unlike: number }>(
    `select count(*)::int as unlike from partner_data.organization theirs
       full join mirror.organization ours using (id) where theirs.name is distinct from ours.name`,
  );
  return row?.unlike === 0;
}

async function becomesEqual(withinMs: number): Promise<boolean> {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(100))
    if (await isEqual()) return true;
  return false;
}

describe("two processes of one hub", () => {
  it("harvest each partner, one at a time, however often they are due (G05)", async () => {
    expect(await becomesEqual(20_000)).toBe(true);
    await delay(3_000);
    expect(way.requests).toBeGreaterThan(PARTNERS.length * 3);
    expect(Object.fromEntries(way.most)).toEqual(Object.fromEntries(PARTNERS.map((key) => [key, 1])));
  }, 60_000);

  it("lose nothing when one of them is killed in the middle", async () => {
    const writing = (async () => {
      for (let round = 0; round < 40; round++)
        for (const key of PARTNERS)
          await saveRecords(store, key, [recordOf(key, round % 7, `Association of round ${round}`)]);
    })();
    await delay(300);
    hubs[0]?.kill("SIGKILL");
    await writing;
    expect(await becomesEqual(40_000)).toBe(true);
    const [row] = await database.rows<{ unlike: number }>(
      `select count(*)::int as unlike from knowledge.source join partner_data.feed using (partner) where reached <> last`,
    );
    expect(row?.unlike).toBe(0);
  }, 90_000);
});
