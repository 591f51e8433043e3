// Connections that last: how many of them one address may hold, with proxies in front or without.
import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { PUBLIC_LIMITS } from "../../gateway/guard/edge-limits.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const MOST = 3;
let network: SmallNetwork;
beforeAll(async () => {
  const edge = { limits: { ...PUBLIC_LIMITS, streams: MOST }, proxies: 1 };
  network = await startSmallNetwork({ north: [] }, { hub: { edge } });
});
afterAll(() => network.stop());

const leaving = new AbortController();

/** The status of an event stream that stays open. */
async function stream(address: string): Promise<number> {
  const response = await fetch(`${network.url}/graphql/stream`, {
    ...{ method: "POST", body: JSON.stringify({ query: "subscription { recordChanges { op } }" }) },
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    signal: leaving.signal,
  });
  return response.status;
}

/** `open`, or the status with which a web socket is refused. */
async function socket(address: string): Promise<unknown> {
  const headers = { "x-forwarded-for": `192.0.2.1, ${address}` };
  const talk = new WebSocket(`${network.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  const refused = once(talk, "unexpected-response").then(
    ([, response]) => (response as { statusCode: number }).statusCode,
  );
  leaving.signal.addEventListener("abort", () => talk.terminate());
  return Promise.race([once(talk, "open").then(() => "open"), refused]);
}

it("a stream says to browsers what every answer says to them", async () => {
  const question = { method: "POST", body: JSON.stringify({ query: "subscription { recordChanges { op } }" }) };
  const headers = { "content-type": "application/json", origin: "https://app.example", "x-forwarded-for": "192.0.2.9" };
  const response = await fetch(`${network.url}/graphql/stream`, { ...question, headers, signal: leaving.signal });
  const said = (name: string): string | null => response.headers.get(name);
  expect(said("access-control-allow-origin")).toBe("*");
  expect(said("content-security-policy")).toContain("default-src 'none'");
  expect(said("x-content-type-options")).toBe("nosniff");
  expect(said("x-robots-tag")).toBe("noindex, nofollow");
  expect(said("content-type")).toBe("text/event-stream; charset=utf-8");
});

it("one address holds a few open, by streams and sockets together, and keeps nobody else out", async () => {
  expect([await stream("198.51.100.7"), await socket("198.51.100.7"), await stream("198.51.100.7")]).toEqual([
    200,
    "open",
    200,
  ]);
  expect([await stream("198.51.100.7"), await socket("198.51.100.7")]).toEqual([429, 429]);
  expect([await stream("198.51.100.8"), await socket("198.51.100.8")]).toEqual([200, "open"]);
  leaving.abort();
});
