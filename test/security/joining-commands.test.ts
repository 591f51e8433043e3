// The commands of joining, run as developers run them: `check` against an endpoint, `join` against a hub.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createServer } from "node:http";
import { once } from "node:events";
import { compiled, runProgram } from "../kit/launched.js";
import { startJoinNetwork, type Association, type JoinNetwork } from "../registry/join-network.js";

let network: JoinNetwork;
let association: Association;
beforeAll(async () => {
  network = await startJoinNetwork();
  association = await network.associate("allotments");
  compiled("cli.js");
});
afterAll(() => network.stop());

async function run(
  ...args: string[]
): Promise<{ code: number | null; lines: readonly string[]; complaints: readonly string[] }> {
  const { lines, complaints, ended } = runProgram("cli.js", { args });
  return { ...(await ended), lines, complaints };
}

describe("maillage check", () => {
  it("says that an endpoint refuses questions without a token, and how to mend it; exit status 1", async () => {
    const { code, lines } = await run("check", association.endpoint, "--development");
    expect(code).toBe(1);
    expect(lines).toEqual(expect.arrayContaining(["✓ reachable", "✗ graphql-over-http (ERROR)", "    → HTTP 401"]));
  });

  it("calls nothing on http or loopback unless it is told to (C01)", async () => {
    for (const url of [
      association.endpoint,
      "http://example.org/graphql",
      "ftp://example.org/",
      "javascript:alert(1)",
    ]) {
      const { code, lines } = await run("check", url, "--json");
      const report = JSON.parse(lines[0] ?? "");
      expect([code, report.passed, report.level]).toEqual([1, false, null]);
      expect(report.checks[0]).toMatchObject({
        name: "reachable",
        passed: false,
        got: expect.stringMatching(/^ADDRESS: /),
      });
    }
  });

  it("passes a partner that goes by its keys, in every check; exit status 0", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const address = probe.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    const alone = await network.associateWith("orchards", `http://127.0.0.1:${port}/.well-known/jwks.json`);
    const { code, lines } = await run(
      "check",
      alone.endpoint,
      "--development",
      "--key",
      "orchards",
      "--keys-port",
      String(port),
    );
    expect(lines.filter((line) => line.startsWith("✗"))).toEqual([]);
    expect([code, lines.at(-1)]).toEqual([0, "✓ LIVE: 48 checks, 0 ERROR, 0 WARNING"]);
  });
});

describe("maillage join", () => {
  const say = ["--name", "The allotments", "--contact", "office@allotments.example", "--licence", "CC-BY-4.0"];

  it("has the hub look at the endpoint, and ends with PENDING", async () => {
    const key = await network.key(["network:join"]);
    const args = [
      "--key",
      "allotments",
      "--endpoint",
      association.endpoint,
      ...say,
      "--access-key",
      key,
      "--development",
    ];
    const { code, lines } = await run("join", network.url, ...args);
    expect([code, lines.at(-1)]).toEqual([0, "allotments: PENDING"]);
    expect((await run("join", network.url, ...args, "--key", "a1lotments")).complaints.join()).toMatch(
      /a key that is not taken/,
    );
  });

  it("says why not, with exit status 1, to who may not ask", async () => {
    const key = await network.key(["read:network"]);
    const { code, complaints } = await run(
      ...["join", network.url, "--key", "allotments-2", "--endpoint", association.endpoint, ...say],
      ...["--access-key", key, "--development"],
    );
    expect(code).toBe(1);
    expect(complaints.join("\n")).toMatch(/more rights/);
    expect(complaints.join("\n")).not.toContain(key);
  });
});
