// What a machine may say when it is asked: every way to be wrong has its class, ends in time, and leaves no socket open.
// Raw sockets, the real client of partners, and the one client of everything else.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, fetchWord, wordOf } from "../kit/asking.js";
import { answer, chunked, flood, halfClose, reset, silence, SOUND_BODY, withHead } from "../kit/fault-scripts.js";
import { FaultServer, type Script } from "../kit/fault-server.js";
import { until } from "../kit/until.js";
import { JSON_OK, LARGEST, RESPONSE_CASES, type ResponseCase } from "./outbound-cases.js";

const MEGABYTE = 1024 * 1024;
const server = new FaultServer(answer());
beforeAll(() => server.start());
afterAll(() => server.stop());

/** Short where time is what ends it; long otherwise, so that a slow machine makes no difference. */
const timeFor = ({ id }: ResponseCase): number => (id === "C17" ? 400 : 20_000);

describe("an answer", () => {
  it.each(RESPONSE_CASES)("$title", async (each) => {
    server.script = each.script;
    const before = server.requests.length;
    const limits = { partnerMs: timeFor(each), answerBytes: LARGEST };
    const client = new PartnerClient({ development: true, limits });
    const outcome = await askPartner(client, server.url());
    expect(wordOf(outcome)).toBe(each.partner);
    expect(server.requests.length - before).toBeLessThanOrEqual(each.id === "C20" ? 2 : 1); // nothing is sent again
    const request = { timeoutMs: timeFor(each), largestBytes: LARGEST };
    expect(await fetchWord(server.url(), { development: true }, request)).toBe(each.outbound);
    await client.close();
    await until(() => server.openSockets === 0);
  });

  it("C18 extensions of chunks are left aside, as RFC 9112 has it, and count for nothing", async () => {
    server.script = chunked(`${SOUND_BODY.length.toString(16)};a=b;c="d"\r\n${SOUND_BODY}\r\n0\r\n\r\n`);
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
    await client.close();
  });

  it("C14 costs no more memory than twice the limit, however much comes", async () => {
    server.script = flood(`${JSON_OK}\r\ntransfer-encoding: chunked\r\n\r\n`, `10000\r\n${" ".repeat(65_536)}\r\n`);
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000, answerBytes: LARGEST } });
    const before = server.bytesSent;
    for (let n = 0; n < 4; n++) await askPartner(client, server.url());
    expect(server.bytesSent - before).toBeLessThan(4 * 2 * LARGEST + 4 * 8 * MEGABYTE); // and what sockets buffer
    await client.close();
  });
});

describe("a connection that is kept", () => {
  const later = (socket: Parameters<Script>[0]): unknown =>
    setTimeout(() => socket.write(`${JSON_OK}\r\ncontent-length: 13\r\n\r\n{"data":null}`), 30);

  it.each<readonly [string, Script]>([
    ["at once", (socket, use) => (answer()(socket, use), socket.write("HTTP/1.1 200 OK\r\n\r\nextra"))],
    ["a while later", (socket, use) => (answer()(socket, use), void later(socket))],
    ["that is no HTTP", (socket, use) => (answer()(socket, use), void setTimeout(() => socket.write("extra"), 30))],
  ])("C24 is dropped when more comes after an answer, %s: the next question has its own", async (_when, script) => {
    server.script = script;
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
    const { connections } = server;
    await until(() => server.openSockets === 0);
    server.script = answer('{"data":{"practices":{"totalCount":7}}}');
    const outcome = await askPartner(client, server.url());
    expect(outcome.kind === "answered" ? outcome.data : outcome).toEqual({ practices: { totalCount: 7 } });
    expect(server.connections).toBe(connections + 1);
    await client.close();
  });

  it("C20 is used for the next question when nothing was wrong", async () => {
    server.script = answer();
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    const before = server.connections;
    for (let n = 0; n < 20; n++) expect(wordOf(await askPartner(client, server.url()))).toBe("ANSWERED");
    expect(server.connections - before).toBeLessThanOrEqual(4); // one that is just being put back may not be seen yet
    await client.close();
    await until(() => server.openSockets === 0);
  });
});

describe("a request", () => {
  it("C22 carries nothing of the reader's and nothing of another partner's", async () => {
    server.script = answer();
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    const before = server.requests.length;
    await askPartner(client, server.url());
    const [text = ""] = server.requests.slice(before);
    const names = [...(text.split("\r\n\r\n")[0] ?? "").matchAll(/^([a-z-]+):/gim)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(
      [
        "host",
        "connection",
        "content-type",
        "accept",
        "accept-encoding",
        "maillage-deadline-ms",
        "content-length",
      ].toSorted(),
    );
    await client.close();
  });

  it("C23 keeps no cookie and answers no challenge", async () => {
    const client = new PartnerClient({ development: true, limits: { partnerMs: 20_000 } });
    server.script = answer(SOUND_BODY, "set-cookie: a=b\r\n");
    await askPartner(client, server.url());
    server.script = withHead('HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm="x"\r\nset-cookie: a=b');
    const before = server.requests.length;
    expect(wordOf(await askPartner(client, server.url()))).toBe("REFUSED refused");
    expect(await fetchWord(server.url(), { development: true })).toBe(401);
    const after = server.requests.slice(before);
    expect(after.length).toBe(2);
    expect(after.join("")).not.toMatch(/cookie|authorization/i);
    await client.close();
  });

  it("H12 by the one client is sent once, whatever becomes of it", async () => {
    for (const script of [reset(), halfClose(), withHead("HTTP/1.1 503 Busy\r\nretry-after: 0")]) {
      server.script = script;
      const before = server.requests.length;
      await fetchWord(server.url(), { development: true }, { method: "POST", body: "{}" });
      expect(server.requests.length - before).toBe(1);
    }
  });

  it("C20 that is given up by the caller closes its socket", async () => {
    server.script = silence;
    const leaving = new AbortController();
    const before = server.requests.length;
    const asked = fetchWord(server.url(), { development: true }, { signal: leaving.signal, timeoutMs: 60_000 });
    await until(() => server.requests.length > before);
    leaving.abort();
    expect(await asked).toBe("UNREACHABLE");
    await until(() => server.openSockets === 0);
  });
});
