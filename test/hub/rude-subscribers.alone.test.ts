// Subscribers who are rude, revoked or many, and a hub that stops or loses its database while they listen.
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const QUERY = "subscription { recordChanges { op id } }";
const practice = (local: string, more: object = {}) => ({ id: `north:practice:${local}`, name: local, ...more });

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: [practice("a")] });
});
afterAll(() => network.stop());

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

class Talk {
  readonly messages: Message[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = once(socket, "close").then(([code]) => Number(code));
    socket.on("error", () => undefined);
    socket.on("message", (data) => void this.messages.push(JSON.parse(String(data)) as Message)); // the protocol's
  }

  say(message: object | string | Buffer): void {
    const isWritten = typeof message === "string" || Buffer.isBuffer(message);
    this.#socket.send(isWritten ? message : JSON.stringify(message));
  }

  subscribe(id: string, query = QUERY): void {
    this.say({ type: "subscribe", id, payload: { query } });
  }

  /** Resolves when there are so many messages that fit; the last look is after five seconds. */
  async until(fits: (message: Message) => boolean, count = 1): Promise<Message[]> {
    for (let attempt = 0; attempt < 250 && this.messages.filter(fits).length < count; attempt++) await delay(20);
    return this.messages.filter(fits);
  }

  end(): void {
    this.#socket.terminate();
  }
}

async function open(key?: string): Promise<Talk> {
  const socket = new WebSocket(`${network.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  const talk = new Talk(socket);
  const payload = key === undefined ? {} : { authorization: `Bearer ${key}` };
  talk.say({ type: "connection_init", payload });
  await talk.until(({ type }) => type === "connection_ack");
  return talk;
}

async function publish(local: string): Promise<void> {
  await network.save("north", practice(local));
  await network.caughtUp();
}

describe("a rude subscriber", () => {
  it.each([
    ["text that is no JSON", "nonsense"],
    ["bytes", Buffer.from([0, 255, 1, 254])],
    ["JSON that is no message", "[1, 2, 3]"],
    ["an unknown message", { type: "explode" }],
    ["a subscription without an id", { type: "subscribe", payload: { query: QUERY } }],
    ["a second init", { type: "connection_init" }],
    ["a message of a megabyte", "x".repeat(1024 * 1024)],
  ])("who sends %s is closed, and others go on", async (_title, message) => {
    const [rude, polite] = [await open(), await open()];
    polite.subscribe("1");
    await delay(100);
    rude.say(message);
    expect(await rude.closed).toBeGreaterThan(1000);
    await publish(`after-${Math.random().toString(36).slice(2)}`);
    expect(await polite.until(({ type }) => type === "next")).toHaveLength(1);
    polite.end();
  });

  it("may hold fifty subscriptions on one socket; the next is refused, and the fifty go on", async () => {
    const talk = await open();
    for (let n = 1; n <= 51; n++) talk.subscribe(String(n));
    const errors = await talk.until(({ type }) => type === "error");
    expect(errors).toEqual([
      { type: "error", id: "51", payload: [expect.objectContaining({ extensions: { code: "LIMIT_EXCEEDED" } })] },
    ]);
    await delay(200);
    await publish("to-fifty");
    expect(new Set((await talk.until(({ type }) => type === "next", 50)).map(({ id }) => id)).size).toBe(50);
    talk.end();
  });

  it.each([
    ["very long", `subscription { recordChanges { ${"op ".repeat(6_000)} } }`],
    [
      "very deep",
      `subscription { recordChanges { record ${"{ ... on Practice { adaptedFrom ".repeat(40)} { id } ${"} }".repeat(40)} } }`,
    ],
  ])("whose query is %s gets an error, and may ask again", async (_title, query) => {
    const talk = await open();
    talk.subscribe("large", query);
    expect(await talk.until(({ type, id }) => type === "error" && id === "large")).toHaveLength(1);
    talk.subscribe("small");
    await delay(100);
    await publish(`again-${Math.random().toString(36).slice(2)}`);
    expect(await talk.until(({ type, id }) => type === "next" && id === "small")).toHaveLength(1);
    talk.end();
  });
});

describe("a subscriber whose key is revoked", () => {
  it("is told nothing more: the subscription ends with an error", async () => {
    const key = await network.hub.registry.keys.issue({ name: "guest", scopes: ["read:network"], organization: null });
    const talk = await open(key);
    talk.subscribe("1");
    await delay(100);
    await publish("before");
    expect(await talk.until(({ type }) => type === "next")).toHaveLength(1);
    await network.hub.registry.keys.revokeNamed("guest");
    await publish("after");
    await talk.until(({ type }) => type === "complete");
    expect(talk.messages.filter(({ type }) => type !== "connection_ack")).toMatchObject([
      { type: "next", payload: { data: { recordChanges: { id: "north:practice:before" } } } },
      { type: "next", payload: { errors: [{ extensions: { code: "UNAUTHENTICATED" } }] } },
      { type: "complete" },
    ]);
    talk.end();
  });

  it("is not let in", async () => {
    const socket = new WebSocket(`${network.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    await once(socket, "open");
    socket.send(
      JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer mlg_${"x".repeat(43)}` } }),
    );
    const [code] = (await once(socket, "close")) as [number];
    expect(code).toBe(4403);
  });
});

describe("a hub whose database breaks its connections", () => {
  it("goes on telling subscribers, and misses nothing", async () => {
    const talk = await open();
    talk.subscribe("1");
    await delay(200);
    await network.database.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await delay(1_500);
    await publish("through-the-storm");
    const told = await talk.until(({ type }) => type !== "connection_ack");
    expect(told).toMatchObject([
      { type: "next", payload: { data: { recordChanges: { id: "north:practice:through-the-storm" } } } },
    ]);
    talk.end();
  });
});

describe("a hub to which many listen", () => {
  it("listens to the database on one connection, however many listen to the hub", async () => {
    const listeners = async (): Promise<unknown> =>
      network.database.rows(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and query ilike 'listen maillage_changes%'`,
      );
    const talks = await Promise.all(Array.from({ length: 10 }, () => open()));
    for (const talk of talks) for (let n = 1; n <= 3; n++) talk.subscribe(String(n));
    await delay(300);
    expect(await listeners()).toEqual([{ count: 1 }]);
    for (const talk of talks) talk.end();
  });

  it("says goodbye to all of them when it stops, and does not wait for them", async () => {
    const talks = await Promise.all(Array.from({ length: 20 }, () => open()));
    for (const talk of talks) for (let n = 1; n <= 5; n++) talk.subscribe(String(n));
    const streams = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${network.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "text/event-stream" },
          body: JSON.stringify({ query: QUERY }),
        }),
      ),
    );
    await delay(300);
    await network.stop();
    for (const talk of talks) expect([1000, 1001, 1005]).toContain(await talk.closed);
    for (const stream of streams) expect(await stream.text()).toContain("event: complete");
  });
});
