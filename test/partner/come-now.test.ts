// A partner that changes something tells the hub: over real HTTP, signed.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { isSignedWebhook } from "../../schema/standard-webhook.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../services/partner/server.js";
import { openStore, saveRecords } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

interface Told {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

async function startListener(status: number) {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      told.push({ path: request.url, headers: request.headers, body });
      response.writeHead(status).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return { url, told, stop: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
}

describe("a partner that has changed something", () => {
  it("tells the hub once for a burst of changes, signed, and of those only whose secret it has", async () => {
    const databaseUrl = await testDatabase();
    const hub = await startListener(202);
    const said: string[] = [];
    const server = await startPartnerServer({
      ...{ databaseUrl, port: 0, host: "127.0.0.1", tokens: { required: false }, log: (line) => said.push(line) },
      partners: ["one", "two"].map((key) => completeProfile({ key })),
      comeNow: { hubUrl: hub.url, secrets: { one: SECRET } },
    });
    const store = await openStore({ databaseUrl });
    for (let index = 0; index < 5; index++)
      await saveRecords(store, "one", [{ id: `one:organization:${index}`, name: `Association ${index}` }]);
    await saveRecords(store, "two", [{ id: "two:organization:x", name: "Association x" }]);
    for (let attempt = 0; attempt < 100 && hub.told.length === 0; attempt++) await delay(20);
    await delay(400);
    expect(hub.told.length).toBeGreaterThan(0);
    expect(hub.told.length).toBeLessThan(4);
    for (const { path, headers, body } of hub.told) {
      expect(path).toBe("/notify/one");
      expect(isSignedWebhook(headers, body, SECRET)).toBe(true);
      expect(isSignedWebhook(headers, `${body} `, SECRET)).toBe(false);
    }
    expect(said).toEqual([]);
    await server.stop();
    await Promise.all([store.close(), hub.stop()]);
  });

  it("goes on when the hub does not listen", async () => {
    const databaseUrl = await testDatabase();
    const hub = await startListener(503);
    const said: string[] = [];
    const server = await startPartnerServer({
      ...{ databaseUrl, port: 0, host: "127.0.0.1", tokens: { required: false }, log: (line) => said.push(line) },
      partners: [completeProfile({ key: "one" })],
      comeNow: { hubUrl: hub.url, secrets: { one: SECRET } },
    });
    const store = await openStore({ databaseUrl });
    await saveRecords(store, "one", [{ id: "one:organization:a", name: "Association a" }]);
    for (let attempt = 0; attempt < 100 && said.length === 0; attempt++) await delay(20);
    expect(said).toEqual(['the hub did not take "come now": HTTP 503']);
    await server.stop();
    await Promise.all([store.close(), hub.stop()]);
  });
});
