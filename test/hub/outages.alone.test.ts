// What a hub does while its database is away, its log cannot be written, or one of its processes is killed.
import { generateKeyPairSync } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { contractRow } from "../kit/contract-rows.js";
import { testDatabase } from "../kit/database.js";
import { FakePartner } from "../kit/fake-partner.js";
import { compiled, temporaryFolder } from "../kit/launched.js";
import { until } from "../kit/until.js";
import { openTestRegistry } from "../kit/registry.js";
import { MUCH } from "../kit/wide-edge.js";

const QUERY = "{ practices { totalCount nodes { name } completeness { isPartial } } }";
const WHOLE = { practices: { totalCount: 1, nodes: [{ name: "A name" }], completeness: { isPartial: false } } };

/** The way to a database, which can be cut. */
class DatabaseWay {
  readonly #target: URL;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #port = 0;

  constructor(databaseUrl: string) {
    this.#target = new URL(databaseUrl);
    this.#server = createServer((socket) => {
      const onward = connect(Number(this.#target.port), this.#target.hostname);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.#sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => void (this.#sockets.delete(one), other.destroy()));
        one.pipe(other);
      }
    });
  }

  get url(): string {
    const url = new URL(this.#target);
    url.port = String(this.#port);
    return url.href;
  }

  async open(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
  }

  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

async function ask(url: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
  return { status: response.status, data: ((await response.json()) as { data?: unknown }).data };
}

const listing = ({ entry: { key, endpoint } }: FakePartner) => ({
  ...{
    key,
    name: key,
    licence: "CC0-1.0",
    endpoint,
    level: "LIVE" as const,
    contractVersion: "1.0",
    organization: null,
  },
});

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1", { name: "A name" })]);
beforeAll(() => partner.start());
afterAll(() => partner.stop());

describe("H17: a hub whose database is away", () => {
  let way: DatabaseWay;
  let hub: RunningHub;
  let key: string;
  beforeAll(async () => {
    way = new DatabaseWay(await testDatabase());
    await way.open();
    hub = await startHub({
      ...{ databaseUrl: way.url, key: generateKeyPairSync("ed25519").privateKey, host: "127.0.0.1", port: 0 },
      ...{ log: pino({ level: "silent" }), explainsToAll: false, harvestMs: 500, edge: MUCH },
    });
    await hub.registry.partners.listHosted([listing(partner)]);
    await hub.refresh();
    hub.setReady();
    key = await hub.registry.keys.issue({ name: "reader", scopes: ["read:network"], organization: null });
  });
  afterAll(async () => {
    await hub.stop();
    await way.cut();
  });
  const readiness = async (): Promise<number> => (await fetch(`${hub.url}/health/ready`)).status;
  const untilReady = async (status: number): Promise<void> => {
    for (let attempt = 0; attempt < 600 && (await readiness()) !== status; attempt++) await delay(100);
    expect(await readiness()).toBe(status);
  };

  it("answers from its partners, for keys that it knows too, says that it is not ready, and needs no restart", async () => {
    const headers = { authorization: `Bearer ${key}` };
    expect(await ask(hub.url, headers)).toEqual({ status: 200, data: WHOLE });
    await untilReady(200);
    await way.cut();
    await untilReady(503);
    for (let times = 0; times < 3; times++) {
      expect(await ask(hub.url)).toEqual({ status: 200, data: WHOLE });
      expect(await ask(hub.url, headers)).toEqual({ status: 200, data: WHOLE });
      await delay(300);
    }
    expect((await fetch(`${hub.url}/health/live`)).status).toBe(200);
    await way.open();
    await untilReady(200);
    expect(await ask(hub.url, headers)).toEqual({ status: 200, data: WHOLE });
  }, 120_000);
});

describe("H25: a hub of two processes, one of which is killed", () => {
  it("goes on for clients that ask the other", async () => {
    const databaseUrl = await testDatabase();
    const registry = await openTestRegistry(databaseUrl);
    await registry.partners.listHosted([listing(partner)]);
    const keyPem = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const start = async () => {
      const orders = JSON.stringify({ databaseUrl, keyPem, harvestMs: 60_000 });
      const child = spawn(process.execPath, [join(PROJECT_ROOT, "dist", "test", "kit", "hub-process.js"), orders], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
      return { child, url: line.slice("ready ".length) };
    };
    const hubs = await Promise.all([start(), start()]);
    const state = { answered: 0, isOver: false };
    const read = async (first: number): Promise<void> => {
      for (let at = first; !state.isOver;) {
        const answer = await ask(hubs[at % 2]?.url ?? "").catch(() => null);
        if (answer === null) at++;
        else {
          expect(answer).toEqual({ status: 200, data: WHOLE });
          state.answered++;
        }
      }
    };
    const reading = Promise.all(Array.from({ length: 8 }, (_none, at) => read(at)));
    await delay(500);
    hubs[0].child.kill("SIGKILL");
    const before = state.answered;
    await until(() => state.answered >= before + 50);
    state.isOver = true;
    await reading;
    hubs[1].child.kill();
    await registry.close();
  }, 120_000);
});

const canBeFull = existsSync("/dev/full");
describe("H22: a log that cannot be written", () => {
  (canBeFull ? it : it.skip)(
    "does not keep the hub from answering",
    async () => {
      const folder = await temporaryFolder();
      const args = ["--port", "0", "--data-dir", folder.path, "--fault", "aidants-bretagne=garbage"];
      const child = spawn(process.execPath, [compiled("main.js"), ...args], {
        stdio: ["ignore", "pipe", openSync("/dev/full", "w")],
      });
      const lines = createInterface({ input: child.stdout ?? process.stdin });
      const url = await new Promise<string>((resolve, reject) => {
        lines.on("line", (line) => line.startsWith("ready ") && resolve(line.slice("ready ".length)));
        child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
      });
      const ended = once(child, "exit");
      try {
        for (let times = 0; times < 10; times++) expect((await ask(url)).status).toBe(200);
        await delay(500);
        expect(child.exitCode).toBeNull();
        expect((await ask(url)).status).toBe(200);
      } finally {
        child.kill("SIGTERM");
      }
      expect(await ended).toEqual([0, null]);
      await folder.remove();
    },
    120_000,
  );
});
