// Clients that are slow, that are many, that leave, over real sockets; and what browsers are told.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { PUBLIC_LIMITS } from "../../gateway/guard/edge-limits.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const CONNECTIONS = 60;
const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;

beforeAll(async () => {
  const limits = { ...PUBLIC_LIMITS, connections: CONNECTIONS, headMs: 1_000, requestMs: 2_000 };
  hub = await startTestHub([await partner.start()], { guard: { limits } });
});
beforeEach(() => {
  partner.behaviour = {};
  partner.asked.length = 0;
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

const QUERY = "{ practices { totalCount } }";

async function open({ server } = hub): Promise<{ readonly socket: Socket; readonly text: () => string }> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk)));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return { socket, text: () => text };
}

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 1_500 && !holds(); attempt++) await delay(20);
  expect(holds()).toBe(true);
}

describe("A26: a client that sends a little at a time", () => {
  it.each([
    ["the head", "POST /graphql HTTP/1.1\r\nHost: hub\r\nX-A: "],
    [
      "the body",
      "POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{",
    ],
  ])(
    "of %s is told 408 and hung up on, and others are answered meanwhile",
    async (_part, beginning) => {
      const { socket, text } = await open();
      socket.write(beginning);
      const dripping = setInterval(() => socket.write("a"), 100);
      expect(await hub.ask(QUERY)).toMatchObject({ data: { practices: { totalCount: 1 } } });
      await until(() => socket.destroyed);
      clearInterval(dripping);
      expect(text()).toContain("408");
    },
    60_000,
  );
});

describe("A27: silent connections", () => {
  it("are no more than there is room for, and keep nobody out", async () => {
    const silent = await Promise.all(Array.from({ length: 10 * CONNECTIONS }, () => open()));
    expect(await hub.ask(QUERY)).toMatchObject({ data: { practices: { totalCount: 1 } } });
    const held = silent.filter(({ socket }) => !socket.destroyed).length;
    await until(() => silent.filter(({ socket }) => !socket.destroyed).length <= CONNECTIONS);
    expect(held).toBeLessThan(10 * CONNECTIONS);
    for (const { socket } of silent) socket.destroy();
  }, 60_000);
});

describe("A27: connections on which bodies come a little at a time", () => {
  const HEAD = "POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{";

  it("make room for who comes after them, and not who is being answered", async () => {
    const patient = { ...PUBLIC_LIMITS, connections: CONNECTIONS, requestMs: 60_000 };
    const apart = await startTestHub([partner], { guard: { limits: patient } });
    partner.behaviour = { delayMs: 1_500 };
    const early = apart.ask(QUERY);
    await until(() => partner.asked.length === 1);
    const slow = await Promise.all(Array.from({ length: 2 * CONNECTIONS }, () => open(apart)));
    for (const { socket } of slow) socket.write(HEAD);
    const answers = await Promise.all([early, apart.ask(QUERY), apart.ask(QUERY)]);
    for (const answer of answers) expect(answer).toMatchObject({ data: { practices: { totalCount: 1 } } });
    await until(() => slow.filter(({ socket }) => !socket.destroyed).length <= CONNECTIONS);
    for (const { socket } of slow) socket.destroy();
    await apart.stop();
  }, 90_000);
});

describe("A28: a client that leaves", () => {
  it("takes its requests to partners with it, within a tenth of a second", async () => {
    let closedAfter: number | null = null;
    let left = 0;
    partner.behaviour = {
      take: (response) => response.once("close", () => (closedAfter = performance.now() - left)),
    };
    const { socket } = await open();
    const body = JSON.stringify({ query: QUERY });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => partner.asked.length === 1);
    left = performance.now();
    socket.destroy();
    await until(() => closedAfter !== null);
    expect(closedAfter).toBeLessThan(2_000); // the deadline is ten seconds here; 100 ms where the machine is idle
  }, 60_000);

  it("takes nothing from another who asks the same", async () => {
    partner.behaviour = { delayMs: 500 };
    const { socket } = await open();
    const body = JSON.stringify({ query: QUERY, variables: {} });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => partner.asked.length === 1);
    const other = hub.ask(QUERY);
    await delay(50);
    socket.destroy();
    expect(await other).toMatchObject({ data: { practices: { totalCount: 1 } } });
    expect(partner.asked.length).toBe(1);
  }, 60_000);
});

describe("what browsers are told", () => {
  const post = (headers: Record<string, string> = {}) =>
    fetch(`${hub.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query: QUERY }),
    });

  it("is to run, embed and guess nothing", async () => {
    const { headers } = await post();
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("is that any page may read, without cookies", async () => {
    const { headers } = await post({ origin: "https://somewhere.example" });
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    const preflight = await fetch(`${hub.server.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin: "https://somewhere.example", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).not.toContain("csrf");
  });

  it.each(["a b", "hub\\evil", "[::1", "x".repeat(300)])("does not depend on the host they name: %s", async (host) => {
    const { socket, text } = await open();
    const body = JSON.stringify({ query: QUERY });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.example\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await until(() => socket.destroyed);
    expect(text()).not.toMatch(/ 500 |evil\.example/);
    expect(text()).toMatch(/^HTTP\/1\.1 (200|400)/);
  });
});
