// Subscribers that do not keep up: over a real socket that stops reading.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const SLOW_MS = 4_000;
const LARGE = "word ".repeat(1_200);
const FIELDS = Array.from({ length: 10 }, (_none, at) => `p${at}: problem`).join(" ");
const PAGES = 4;
const PER_PAGE = 250;

let network: SmallNetwork;
/** A subscription from before everything was published: all of it is ready to be sent at once. */
let query: string;
beforeAll(async () => {
  network = await startSmallNetwork({ north: [] }, { hub: { slowSubscriberMs: SLOW_MS } });
  const { data } = await network.ask("{ recordChangesSince(first: 1) { endCursor } }");
  const after = JSON.stringify(data.recordChangesSince.endCursor);
  query = `subscription { recordChanges(after: ${after}) { id record { ... on Practice { ${FIELDS} } } } }`;
  await publishMuch();
}, 120_000);
afterAll(() => network.stop());

/** Changes of 60 MB on the wire: more than the sockets of both ends hold between them. */
async function publishMuch(): Promise<void> {
  for (let page = 0; page < PAGES; page++) {
    const drafts = Array.from({ length: PER_PAGE }, (_none, index) => ({
      id: `north:practice:much-${page * PER_PAGE + index}`,
      name: `Practice ${index}`,
      problem: LARGE,
    }));
    await network.save("north", ...drafts);
  }
  await network.caughtUp();
}

interface Stream {
  readonly socket: Socket;
  text(): string;
}

async function subscribe(): Promise<Stream> {
  const { hostname, port } = new URL(network.url);
  const socket = connect(Number(port), hostname);
  let text = "";
  socket.on("data", (chunk) => (text += String(chunk).replaceAll("word ", "")));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: hub\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  while (!text.includes("200 OK") && !socket.closed) await delay(10);
  return { socket, text: () => text };
}

describe("a subscriber who does not keep up", () => {
  it("is told so with an error, and the subscription ends, when it reads on after a while", async () => {
    const { socket, text } = await subscribe();
    socket.pause();
    await delay(SLOW_MS * 1.5); // it is stuck within a second, slow after SLOW_MS and dropped after twice that
    socket.resume();
    for (let attempt = 0; attempt < 600 && !text().includes("event: complete"); attempt++) await delay(50);
    expect(text()).toContain("CONSUMER_TOO_SLOW");
    socket.destroy();
  }, 60_000);

  it("is dropped when it takes nothing at all, and others are told everything meanwhile", async () => {
    const [stuck, well] = [await subscribe(), await subscribe()];
    stuck.socket.pause();
    const told = () => new Set(well.text().match(/north:practice:much-\d+/g));
    for (let attempt = 0; attempt < 600 && told().size < PAGES * PER_PAGE; attempt++) await delay(50);
    expect(told().size).toBe(PAGES * PER_PAGE);
    await delay(SLOW_MS * 2.5);
    stuck.socket.resume();
    if (!stuck.socket.closed) await once(stuck.socket, "close");
    expect(stuck.text()).not.toContain("event: complete");
    well.socket.destroy();
  }, 60_000);

  it("is dropped from its web socket likewise", async () => {
    const socket = new WebSocket(`${network.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    await once(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
    socket.pause();
    const closed = once(socket, "close");
    await delay(SLOW_MS * 2 + 2_500);
    socket.resume();
    const [code] = (await closed) as [number];
    expect([4429, 1006]).toContain(code);
  }, 60_000);
});
