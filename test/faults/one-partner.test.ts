// What one partner can do to the hub's asking of it, and of others: circuits, queues, retries. The real client of
// partners over raw sockets.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import type { PartnerLimits } from "../../gateway/fetch/limits.js";
import { askPartner, wordOf } from "../kit/asking.js";
import { answer, held, reset, silence, withHead } from "../kit/fault-scripts.js";
import { FaultServer } from "../kit/fault-server.js";
import { until } from "../kit/until.js";

const PATIENT = { partnerMs: 30_000, circuitMs: 60_000, circuitMostMs: 60_000 };
let server: FaultServer;
let other: FaultServer;
const clients: PartnerClient[] = [];

beforeAll(async () => {
  other = await new FaultServer(answer()).start();
});
beforeEach(async () => {
  server = await new FaultServer(answer()).start();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await server.stop();
});
afterAll(() => other.stop());

function clientWith(limits: Partial<PartnerLimits> = {}): PartnerClient {
  const client = new PartnerClient({ development: true, limits: { ...PATIENT, ...limits } });
  clients.push(client);
  return client;
}

const ERROR = withHead("HTTP/1.1 500 Internal Server Error");

async function openCircuit(client: PartnerClient): Promise<void> {
  server.script = ERROR;
  for (let n = 0; n < 5; n++) await askPartner(client, server.url(), { about: n });
  expect(wordOf(await askPartner(client, server.url()))).toBe("CIRCUIT_OPEN circuit-open");
}

describe("a circuit", () => {
  it("H07 lets exactly one probe through, and nobody who comes meanwhile waits for it", async () => {
    const client = clientWith({ circuitMs: 1, circuitMostMs: 1 });
    server.script = ERROR;
    for (let n = 0; n < 5; n++) await askPartner(client, server.url(), { about: n });
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { script, letGo } = held();
    server.script = script;
    const before = server.requests.length;
    const asked = Array.from({ length: 20 }, (_, about) => askPartner(client, server.url(), { about }));
    await until(() => server.requests.length > before);
    expect(server.requests.length - before).toBe(1);
    const [probe, ...others] = asked;
    expect(new Set((await Promise.all(others)).map(wordOf))).toEqual(new Set(["CIRCUIT_OPEN circuit-open"]));
    server.script = answer();
    letGo();
    expect(probe && wordOf(await probe)).toBe("ANSWERED");
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
  });

  it("H07 that is half open opens again when its probe fails, and for longer (H08)", async () => {
    const client = clientWith({ circuitMs: 20, circuitMostMs: 60_000 });
    await openCircuit(client);
    const probes: number[] = [];
    server.script = (socket, use) => (probes.push(performance.now()), ERROR(socket, use));
    const end = performance.now() + 60_000;
    while (probes.length < 5 && performance.now() < end) {
      await askPartner(client, server.url());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(probes.length).toBe(5);
    const pauses = probes.slice(1).map((at, index) => at - (probes[index] ?? at));
    expect(Math.max(...pauses)).toBeGreaterThan(2 * 20); // it grows from 20 ms, with a part left to chance
  });

  it("H01 of one partner that is open costs the others nothing, and opens no socket", async () => {
    const client = clientWith();
    await openCircuit(client);
    const { connections } = server;
    expect(wordOf(await askPartner(client, server.url()))).toBe("CIRCUIT_OPEN circuit-open");
    expect(server.connections).toBe(connections);
    expect(wordOf(await askPartner(client, other.url(), { key: "part-b" }))).toBe("ANSWERED");
  });
});

describe("a slow partner", () => {
  it("H04 is waited for until the deadline, and no longer", async () => {
    server.script = silence;
    const outcome = await askPartner(clientWith({ partnerMs: 300 }), server.url());
    expect(wordOf(outcome)).toBe("TIMED_OUT deadline");
    expect(outcome.latencyMs).toBeGreaterThanOrEqual(290);
    await until(() => server.openSockets === 0);
  });

  it("H05 has eight requests at a time, however many are waiting, and another partner's go through meanwhile", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const waiting = Array.from({ length: 40 }, (_, about) => askPartner(client, server.url(), { about }));
    await until(() => server.requests.length === 8);
    for (let about = 0; about < 20; about++)
      expect(wordOf(await askPartner(client, other.url(), { about, key: "part-b" }))).toBe("ANSWERED");
    expect(server.requests.length).toBe(8);
    server.script = answer();
    letGo();
    expect(new Set((await Promise.all(waiting)).map(wordOf))).toEqual(new Set(["ANSWERED"]));
  });
});

describe("a partner that is asked again", () => {
  it("H11 is so for at most a tenth of requests, and one that it owes from the start", async () => {
    const client = clientWith({ circuitMs: 1, circuitMostMs: 1 });
    server.script = reset();
    let asked = 0;
    for (; asked < 30; asked++) {
      await askPartner(client, server.url(), { about: asked });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(server.requests.length).toBeLessThanOrEqual(asked + 1 + asked * 0.2);
  });

  it.each(["429 Too Many Requests", "503 Service Unavailable"])(
    "H11 is left alone for as long as it says with %s",
    async (status) => {
      const client = clientWith();
      server.script = withHead(`HTTP/1.1 ${status}\r\nretry-after: 30`);
      expect(wordOf(await askPartner(client, server.url()))).toBe("INVALID http-status");
      server.script = answer();
      expect(wordOf(await askPartner(client, server.url()))).toBe("CIRCUIT_OPEN asked-to-wait");
      expect(server.requests.length).toBe(1);
    },
  );

  it("H11 is asked again when that time is over, and it cannot say for ever", async () => {
    const client = clientWith({ circuitMostMs: 200 });
    server.script = withHead("HTTP/1.1 429 Too Many Requests\r\nretry-after: 999999999");
    await askPartner(client, server.url());
    server.script = answer();
    const end = performance.now() + 30_000;
    while (wordOf(await askPartner(client, server.url())) !== "ANSWERED" && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
  });

  it("H12 is never asked again after it has answered, whatever it says", async () => {
    const client = clientWith();
    for (const [about, script] of [
      ERROR,
      withHead("HTTP/1.1 302 Found\r\nlocation: /"),
      answer("not JSON"),
    ].entries()) {
      server.script = script;
      const before = server.requests.length;
      await askPartner(client, server.url(), { about });
      expect(server.requests.length - before).toBe(1);
    }
  });
});

describe("a call", () => {
  it("H13 says how long there is, and says less when it is made again", async () => {
    const client = clientWith({ partnerMs: 20_000 });
    server.script = (socket) => void setTimeout(() => socket.resetAndDestroy(), 50);
    await askPartner(client, server.url());
    const left = server.requests.map((text) => Number(/maillage-deadline-ms: (\d+)/.exec(text)?.[1]));
    expect(left.length).toBe(2);
    expect(left[0]).toBeLessThanOrEqual(20_000);
    expect(left[0]).toBeGreaterThan(left[1] ?? 20_000);
    expect(left[1]).toBeGreaterThan(0);
  });
});
