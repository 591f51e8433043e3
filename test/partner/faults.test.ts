import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startFaultProxy } from "../../services/partner/faults/fault-proxy.js";
import { parseFault, type Fault } from "../../services/partner/faults/parse-fault.js";

const ANSWER = JSON.stringify({ data: { nodes: [{ id: "aa:project:1" }, { id: "bb:project:2" }] } });
let server: Server;
let target = "";
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    response.setHeader("x-token", String(request.headers.authorization));
    response.end(body === "" ? "" : ANSWER);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  target = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/aa/graphql`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function withProxy<T>(fault: Fault, afterMs: number, use: (url: string) => Promise<T>): Promise<T> {
  const proxy = await startFaultProxy({ target, fault, afterMs, log: () => undefined });
  try {
    return await use(proxy.url);
  } finally {
    await proxy.stop();
  }
}

const ask = (url: string, timeoutMs = 5_000) =>
  fetch(url, {
    method: "POST",
    body: '{"query":"{a}"}',
    headers: { authorization: "Bearer t" },
    signal: AbortSignal.timeout(timeoutMs),
  });

describe("a proxy with a fault", () => {
  it("is sound until the fault begins, and passes the request on as it came", async () => {
    await withProxy({ kind: "error" }, 300, async (url) => {
      const before = await ask(url);
      expect([before.status, before.headers.get("x-token"), await before.text()]).toEqual([200, "Bearer t", ANSWER]);
      await new Promise((resolve) => setTimeout(resolve, 350));
      expect((await ask(url)).status).toBe(500);
    });
  });

  it("refuses connections when it is down", async () => {
    await withProxy({ kind: "down" }, 0, async (url) => {
      const error = await ask(url).catch((cause: Error) => cause);
      expect(error).toMatchObject({ cause: { code: "ECONNREFUSED" } });
    });
  });

  it("answers late when it is slow", async () => {
    await withProxy({ kind: "slow", delayMs: 250 }, 0, async (url) => {
      const begun = performance.now();
      expect(await (await ask(url)).text()).toBe(ANSWER);
      expect(performance.now() - begun).toBeGreaterThan(245);
    });
  });

  it("answers nothing when it hangs", async () => {
    await withProxy({ kind: "hang" }, 0, async (url) => {
      await expect(ask(url, 200)).rejects.toMatchObject({ name: "TimeoutError" });
    });
  });

  it("answers a byte a second when it drips", async () => {
    await withProxy({ kind: "drip" }, 0, async (url) => {
      const { body } = await ask(url);
      const reader = body?.getReader();
      const first = await reader?.read();
      expect(Buffer.from(first?.value ?? []).toString()).toBe("{");
      await reader?.cancel();
    });
  });

  it("answers what is not JSON when it answers garbage", async () => {
    await withProxy({ kind: "garbage" }, 0, async (url) => {
      const response = await ask(url);
      expect(response.status).toBe(200);
      await expect(response.json()).rejects.toThrow();
    });
  });

  it("answers more than 16 MiB when it is oversize", async () => {
    await withProxy({ kind: "oversize" }, 0, async (url) => {
      let bytes = 0;
      const { body } = await ask(url, 20_000);
      for await (const chunk of body ?? []) {
        bytes += (chunk as Uint8Array).length;
        if (bytes > 17 * 1024 * 1024) break;
      }
      expect(bytes).toBeGreaterThan(16 * 1024 * 1024);
    });
  });

  it("answers rows of another partner when ids are foreign", async () => {
    await withProxy({ kind: "foreign-ids", otherKey: "zz" }, 0, async (url) => {
      expect(await (await ask(url)).text()).toBe(ANSWER.replace("aa:", "zz:"));
    });
  });
});

describe("the name of a fault", () => {
  it.each([
    ["uk-b=slow:3000@90", { partner: "uk-b", fault: { kind: "slow", delayMs: 3000 }, afterMs: 90_000 }],
    ["uk-b=down", { partner: "uk-b", fault: { kind: "down" }, afterMs: 0 }],
    ["uk-b=hang@0.5", { partner: "uk-b", fault: { kind: "hang" }, afterMs: 500 }],
    ["uk-b=foreign-ids:uk-c", { partner: "uk-b", fault: { kind: "foreign-ids", otherKey: "uk-c" }, afterMs: 0 }],
    ["uk-b=foreign-ids", { partner: "uk-b", fault: { kind: "foreign-ids", otherKey: "someone-else" }, afterMs: 0 }],
  ])("is read from %s", (text, fault) => {
    expect(parseFault(text)).toEqual(fault);
  });

  it.each([
    ["slow", /expected <partner>=<fault>/],
    ["UK=down", /partner's key before =, got UK/],
    ["uk-b=sleepy", /one of down, slow:<ms>.*got sleepy/],
    ["uk-b=slow", /slow:<ms>/],
    ["uk-b=slow:fast", /slow:<ms>, got slow:fast/],
    ["uk-b=down:5", /down without :5/],
    ["uk-b=down@soon", /seconds after @, got soon/],
    ["uk-b=foreign-ids:hub", /key after foreign-ids:/],
  ])("is refused with what was expected: %s", (text, message) => {
    expect(() => parseFault(text)).toThrow(message);
  });
});
