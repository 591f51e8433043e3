// Endpoints that somebody names to have the hub ask them: where it may not go, and what may come back. The hub is one
// that runs without the development setting; what answers on loopback is asked by a hub with it.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FaultServer, type Script } from "../kit/fault-server.js";
import { startJoinNetwork, type JoinNetwork } from "../registry/join-network.js";

let strict: JoinNetwork;
let open: JoinNetwork;
let server: FaultServer;
beforeAll(async () => {
  strict = await startJoinNetwork({ development: false, harvestMs: null });
  open = await startJoinNetwork({ harvestMs: null });
  server = await new FaultServer(() => undefined).start();
});
afterAll(() => Promise.all([strict.stop(), open.stop(), server.stop()]));

const QUERY = `query ($endpoint: Url!) { checkEndpoint(endpoint: $endpoint, key: "some-club") {
  passed level checks { name passed got } } }`;

async function check(network: JoinNetwork, endpoint: string) {
  const key = await network.key(["network:join"]);
  return network.ask(QUERY, { key, variables: { endpoint } });
}

describe("an endpoint that is named", () => {
  it.each([
    ["C01", "http://example.org/graphql"],
    ["C03", "https://[::1]/graphql"],
    ["C03", "https://[::ffff:127.0.0.1]/graphql"],
    ["C04", "https://169.254.169.254/latest/meta-data"],
    ["C04", "https://metadata.google.internal/"],
    ["C05", "https://10.0.0.1/graphql"],
    ["C06", "https://localhost./graphql"],
    ["C10", "https://example.org:6379/"],
  ])("is not asked where nobody may be sent to (%s: %s)", async (_case, endpoint) => {
    const { data } = await check(strict, endpoint);
    const [first, ...rest] = data.checkEndpoint.checks;
    expect(data.checkEndpoint).toMatchObject({ passed: false, level: null });
    expect([first, rest]).toEqual([{ name: "reachable", passed: false, got: expect.stringMatching(/^ADDRESS: /) }, []]);
  });

  it("is not asked on this machine, and learns nothing of a port that is open (C01)", async () => {
    const before = server.connections;
    for (const endpoint of [server.url(), server.url().replace("http:", "https:")]) {
      const { data } = await check(strict, endpoint);
      expect(data.checkEndpoint.checks[0].got).toMatch(/^ADDRESS: /);
    }
    expect(server.connections).toBe(before);
  });

  it.each([
    "ftp://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://user:password@example.org/graphql",
    "file:///etc/passwd",
    "gopher://example.org/",
  ])("is an address of the web (C01, C10: %s)", async (endpoint) => {
    const { errors } = await check(strict, endpoint);
    expect(errors[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  });

  const http = (head: string, body: string): string =>
    `HTTP/1.1 ${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const scripts: ReadonlyArray<readonly [string, Script, RegExp]> = [
    [
      "redirects (C11)",
      (socket) => socket.end(http("302 Found\r\nlocation: http://169.254.169.254/", "")),
      /^HTTP_ERROR/,
    ],
    ["closes the connection (C20)", (socket) => socket.destroy(), /^UNREACHABLE/],
    ["speaks no HTTP (C18)", (socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"), /^BAD_CONTENT/],
    ["is a page (C19)", (socket) => socket.end(http("200 OK\r\ncontent-type: text/html", "<p>Hello</p>")), /undefined/],
    ["sends more than anyone reads (C14)", (socket) => void flood(socket), /^TOO_LARGE/],
  ];
  it.each(scripts)("gets a report when it %s", async (_what, script, got) => {
    server.script = script;
    const { data } = await check(open, server.url());
    expect(data.checkEndpoint).toMatchObject({ passed: false, level: null });
    const failed = data.checkEndpoint.checks.find((each: { passed: boolean }) => !each.passed);
    expect(failed.got).toMatch(got);
    expect(server.requests.every((text) => !/cookie:/i.test(text))).toBe(true);
  });

  it("gets a report in time when it never answers (C17)", async () => {
    server.script = () => undefined;
    const began = performance.now();
    const { data } = await check(open, server.url());
    expect(data.checkEndpoint.checks[0].got).toMatch(/^TIMED_OUT/);
    expect(performance.now() - began).toBeLessThan(25_000);
  }, 40_000);
});

function flood(socket: Parameters<Script>[0]): void {
  socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
}
