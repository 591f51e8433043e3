// Questions that are asked of a partner at the same time, and readers who go before they are answered. The real client of
// partners over raw sockets.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, wordOf } from "../kit/asking.js";
import { answer, held, silence, withHead } from "../kit/fault-scripts.js";
import { FaultServer } from "../kit/fault-server.js";
import { until } from "../kit/until.js";

const PATIENT = { partnerMs: 30_000, circuitMs: 60_000, circuitMostMs: 60_000 };
let server: FaultServer;
const clients: PartnerClient[] = [];

beforeEach(async () => {
  server = await new FaultServer(answer()).start();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await server.stop();
});

function clientWith(): PartnerClient {
  const client = new PartnerClient({ development: true, limits: PATIENT });
  clients.push(client);
  return client;
}

const ERROR = withHead("HTTP/1.1 500 Internal Server Error");

describe("equal questions at the same time", () => {
  it("F08 are sent once, a thousand of them", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const asked = Array.from({ length: 1_000 }, () => askPartner(client, server.url()));
    await until(() => server.requests.length > 0);
    letGo();
    expect(new Set((await Promise.all(asked)).map(wordOf))).toEqual(new Set(["ANSWERED"]));
    expect(server.requests.length).toBe(1);
  });

  it("F01, F07 of readers who see different things are sent for each", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const asked = (["PUBLIC", "NETWORK", "PUBLIC"] as const).map((visibility) =>
      askPartner(client, server.url(), { visibility }),
    );
    await until(() => server.requests.length === 2);
    letGo();
    await Promise.all(asked);
    expect(server.requests.length).toBe(2);
  });

  it("F07 give each reader an answer of its own: what one does to it nobody else sees", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const asked = [askPartner(client, server.url()), askPartner(client, server.url())] as const;
    await until(() => server.requests.length === 1);
    letGo();
    const [first, second] = await Promise.all(asked);
    if (first.kind !== "answered" || second.kind !== "answered") throw new Error("expected answers");
    first.data.practices = "spoiled";
    expect(second.data).toEqual({ practices: null });
  });

  it("F03, F04 are not answered from memory afterwards, whatever the partner says of caching", async () => {
    const client = clientWith();
    for (const headers of [
      "cache-control: no-store\r\n",
      "cache-control: private\r\n",
      "cache-control: max-age=600\r\n",
      "",
    ]) {
      server.script = answer(undefined, headers);
      const before = server.requests.length;
      await askPartner(client, server.url());
      await askPartner(client, server.url());
      expect(server.requests.length - before).toBe(2);
    }
    server.script = ERROR;
    expect(wordOf(await askPartner(client, server.url()))).toBe("INVALID http-status");
    server.script = answer();
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
  });

  it("F06 are told apart by nothing but partner, address, visibility and body", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const asked = [1, 1, 2].map((about) => askPartner(client, server.url(), { about }));
    await until(() => server.requests.length === 2);
    letGo();
    await Promise.all(asked);
    expect(server.requests.length).toBe(2);
  });
});

describe("readers who go", () => {
  it("A28 end a request when all have gone: its socket is closed", async () => {
    const client = clientWith();
    server.script = silence;
    const leaving = [new AbortController(), new AbortController()];
    const asked = leaving.map(({ signal }) => askPartner(client, server.url(), { signal }));
    await until(() => server.requests.length === 1);
    leaving[0]?.abort();
    expect(wordOf(await (asked[0] ?? Promise.reject(new Error("none"))))).toBe("TIMED_OUT gone");
    expect(server.openSockets).toBe(1);
    leaving[1]?.abort();
    expect(wordOf(await (asked[1] ?? Promise.reject(new Error("none"))))).toBe("TIMED_OUT gone");
    await until(() => server.openSockets === 0);
  });

  it("A28 do not end it for those who stay", async () => {
    const client = clientWith();
    const { script, letGo } = held();
    server.script = script;
    const leaving = new AbortController();
    const [gone, stays] = [
      askPartner(client, server.url(), { signal: leaving.signal }),
      askPartner(client, server.url()),
    ];
    await until(() => server.requests.length === 1);
    leaving.abort();
    expect(wordOf(await gone)).toBe("TIMED_OUT gone");
    letGo();
    expect(wordOf(await stays)).toBe("ANSWERED");
  });

  it("A28 say nothing of the partner: its circuit stays closed, and the next question is sent", async () => {
    const client = clientWith();
    server.script = silence;
    for (let about = 0; about < 12; about++) {
      const leaving = new AbortController();
      const before = server.requests.length;
      const asked = askPartner(client, server.url(), { about, signal: leaving.signal });
      await until(() => server.requests.length > before);
      leaving.abort();
      await asked;
    }
    server.script = answer();
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
  });
});
