// More requests than the hub has places for, through its own server.
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Admission } from "../../gateway/server/admission.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;
let admission: Admission;

beforeAll(async () => {
  const places = { places: 4, fewPlaces: 1, waiting: 8 };
  const server = { admission: places, onAdmission: (each: Admission) => void (admission = each) };
  hub = await startTestHub([await partner.start()], { server });
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

let count = 0;
function ask(signal: AbortSignal | null = null): Promise<Response> {
  return fetch(`${hub.server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `{ practices(first: ${(count++ % 90) + 1}) { totalCount } }` }),
    signal,
  });
}

describe("H15: more requests at once than can be worked on", () => {
  it("all get an answer where there is room to wait", async () => {
    partner.behaviour = { delayMs: 30 };
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask()));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
  });

  it("are refused with 503 and Retry-After where there is none, and the others are answered", async () => {
    partner.behaviour = { delayMs: 300 };
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask()));
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 503]);
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers.get("retry-after")).toBe("1");
    expect(await refused?.json()).toMatchObject({ errors: [{ extensions: { code: "OVERLOADED" } }] });
    expect(admission.refused).toBeGreaterThan(0);
  });

  it("are all answered again as soon as there are fewer", async () => {
    partner.behaviour = {};
    let running = 0;
    for (let attempt = 0; attempt < 600 && running < 10; attempt++) {
      running = (await ask()).status === 200 ? running + 1 : 0;
      await delay(20);
    }
    expect(running).toBe(10);
    expect(admission.underWay).toBe(0);
    expect(admission.waiting).toBe(0);
  }, 60_000);

  it("hold no place when they leave, neither while they wait nor while they are worked on", async () => {
    partner.behaviour = { delayMs: 200 };
    const leaving = new AbortController();
    const asked = Array.from({ length: 10 }, () => ask(leaving.signal).catch(() => null));
    for (let attempt = 0; attempt < 500 && admission.underWay === 0; attempt++) await delay(10);
    leaving.abort();
    await Promise.all(asked);
    for (let attempt = 0; attempt < 1_000 && admission.underWay + admission.waiting > 0; attempt++) await delay(20);
    expect([admission.underWay, admission.waiting]).toEqual([0, 0]);
    expect((await ask()).status).toBe(200);
  }, 60_000);

  it("hold no place until their bodies are there", async () => {
    const { hostname, port } = new URL(hub.server.url);
    const head = "POST /graphql HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
    const slow = Array.from({ length: 60 }, () => connect(Number(port), hostname));
    await Promise.all(slow.map((socket) => once(socket, "connect")));
    await Promise.all(slow.map((socket) => new Promise((done) => socket.write(head, done))));
    for (let turn = 0; turn < 5; turn++) expect((await ask()).status).toBe(200);
    expect(admission.underWay).toBe(0);
    for (const socket of slow) socket.destroy();
  }, 60_000);
});
