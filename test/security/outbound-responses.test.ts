// What a machine may say when it is asked: every way to be wrong has its class, ends in time, and leaves no socket open.
// Raw sockets, the real client of partners, and the one client of everything else.
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PartnerClient } from "../../gateway/fetch/partner-client.js";
import { askPartner, fetchWord, wordOf } from "../kit/asking.js";
import {
  answer,
  chunked,
  flood,
  halfClose,
  reset,
  say,
  saySlowly,
  silence,
  SOUND_BODY,
  withHead,
} from "../kit/fault-scripts.js";
import { FaultServer, type Script } from "../kit/fault-server.js";

const MEGABYTE = 1024 * 1024;
const LARGEST = 2 * MEGABYTE;
const server = new FaultServer(answer());
beforeAll(() => server.start());
afterAll(() => server.stop());

const JSON_OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json";
const bomb = Buffer.alloc(64 * MEGABYTE, 0x20);

interface Case {
  readonly id: string;
  readonly what: string;
  readonly script: Script;
  /** What the client of partners says, and the one of everything else. */
  readonly partner: string;
  readonly outbound: string | number;
}

const REDIRECTS: readonly Case[] = [301, 302, 303, 307, 308].flatMap((status) =>
  ["http://127.0.0.1/", "https://example.org/", "/graphql"].map((to) => ({
    ...{ id: "C11", what: `a redirect ${status} to ${to}` },
    ...{ script: withHead(`HTTP/1.1 ${status} Moved\r\nlocation: ${to}`), partner: "INVALID http-status" },
    outbound: "HTTP_ERROR",
  })),
);

const TOO_LARGE: readonly Case[] = [
  {
    what: "a body without end, in chunks",
    script: flood(`${JSON_OK}\r\ntransfer-encoding: chunked\r\n\r\n`, `10000\r\n${" ".repeat(65_536)}\r\n`),
  },
  {
    what: "a body without end, without a length",
    script: flood(`${JSON_OK}\r\nconnection: close\r\n\r\n`, " ".repeat(65_536)),
  },
  { what: "a length beyond the limit", script: say(`${JSON_OK}\r\ncontent-length: ${LARGEST + 1}\r\n\r\n`) },
  { what: "a small gzip that stands for 64 MiB", script: answer(gzipSync(bomb), "content-encoding: gzip\r\n") },
  {
    what: "a small brotli that stands for 64 MiB",
    script: answer(brotliCompressSync(bomb), "content-encoding: br\r\n"),
  },
].map((each) => ({ ...each, id: "C14", partner: "INVALID too-large", outbound: "TOO_LARGE" }));

const ENCODINGS: readonly Case[] = ["gzip, gzip", "gzip, br", "deflate", "zstd", "compress", "x-unknown"]
  .map((encoding) => ({
    what: `content-encoding ${encoding}`,
    script: answer(gzipSync(gzipSync(SOUND_BODY)), `content-encoding: ${encoding}\r\n`),
  }))
  .concat([
    {
      what: "two headers of content-encoding",
      script: answer(gzipSync(SOUND_BODY), "content-encoding: gzip\r\ncontent-encoding: gzip\r\n"),
    },
    { what: "a gzip that is none", script: answer("not a gzip", "content-encoding: gzip\r\n") },
    {
      what: "a gzip that is cut short",
      script: answer(gzipSync(SOUND_BODY).subarray(0, 20), "content-encoding: gzip\r\n"),
    },
  ])
  .map((each) => ({ ...each, id: "C16", partner: "INVALID encoding", outbound: "BAD_CONTENT" }));

const SLOW: readonly Case[] = [
  { what: "no answer at all", script: silence },
  { what: "headers a byte at a time", script: saySlowly("HTTP/1.1 200 OK\r\nx-", "a", 20) },
  { what: "a body a byte at a time", script: saySlowly(`${JSON_OK}\r\ncontent-length: 9000\r\n\r\n`, " ", 20) },
  {
    what: "a body in chunks, one at a time",
    script: saySlowly(`${JSON_OK}\r\ntransfer-encoding: chunked\r\n\r\n`, "1\r\n \r\n", 20),
  },
  { what: "a long pause in the middle", script: say(`${JSON_OK}\r\ncontent-length: 30\r\n\r\n{"data":`) },
  { what: "no end of a body without a length", script: say(`${JSON_OK}\r\nconnection: close\r\n\r\n${SOUND_BODY}`) },
].map((each) => ({ ...each, id: "C17", partner: "TIMED_OUT deadline", outbound: "TIMED_OUT" }));

const manyHeaders = Array.from({ length: 1_000 }, (_, at) => `x-${at}: 1`).join("\r\n");
const NOT_HTTP: readonly Case[] = [
  { what: "responses 103 without end", script: flood("", "HTTP/1.1 103 Early Hints\r\nlink: </>\r\n\r\n") },
  {
    what: "twenty responses 102, and then an answer",
    script: say(
      `${"HTTP/1.1 102 Processing\r\n\r\n".repeat(20)}${JSON_OK}\r\ncontent-length: ${SOUND_BODY.length}\r\n\r\n${SOUND_BODY}`,
    ),
  },
  { what: "responses 100 that nobody asked for", script: flood("", "HTTP/1.1 100 Continue\r\n\r\n") },
  {
    what: "a change of protocol",
    script: say("HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"),
  },
  { what: "headers of 17 KiB", script: withHead(`${JSON_OK}\r\nx-large: ${"x".repeat(17 * 1024)}`) },
  { what: "a thousand headers", script: withHead(`${JSON_OK}\r\n${manyHeaders}`) },
  { what: "a header without end", script: flood(`${JSON_OK}\r\nx-large: `, "x".repeat(4_096)) },
  { what: "a chunk size that is none", script: chunked("zz\r\n{}\r\n0\r\n\r\n") },
  { what: "a chunk size beyond all numbers", script: chunked("fffffffffffffffff\r\n{}\r\n") },
  { what: "a negative chunk size", script: chunked("-1\r\n{}\r\n") },
  { what: "a chunk longer than it says", script: chunked(`5\r\n${SOUND_BODY}\r\n0\r\n\r\n`) },
  { what: "a carriage return inside a header", script: withHead(`${JSON_OK}\r\nx-a: b\rset-cookie: c=d`) },
  { what: "a NUL inside a header", script: withHead(`${JSON_OK}\r\nx-a: b\0c`) },
  { what: "a space before a header's colon", script: withHead(`${JSON_OK}\r\nx-a : b`) },
  {
    what: "two lengths that differ",
    script: say(`${JSON_OK}\r\ncontent-length: 5\r\ncontent-length: ${SOUND_BODY.length}\r\n\r\n${SOUND_BODY}`),
  },
  {
    what: "a length and chunks",
    script: say(`${JSON_OK}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n`),
  },
  { what: "a length that is no number", script: say(`${JSON_OK}\r\ncontent-length: 1x\r\n\r\n${SOUND_BODY}`) },
  { what: "what is not HTTP", script: say("SSH-2.0-OpenSSH_9.6\r\n\r\n") },
  { what: "a page of 0.9", script: say("<html>It works!</html>") },
].map((each) => ({ ...each, id: "C18", partner: "INVALID not-http", outbound: "BAD_CONTENT" }));

const TYPES: readonly Case[] = [
  { what: "text/html", head: "content-type: text/html" },
  { what: "no content type", head: "x-other: 1" },
  { what: "application/json; charset=utf-16", head: "content-type: application/json; charset=utf-16" },
  { what: "application/json; charset=iso-8859-1", head: "content-type: application/json; charset=iso-8859-1" },
  { what: "two content types", head: "content-type: application/json\r\ncontent-type: text/html" },
  { what: "text/json", head: "content-type: text/json" },
].map(({ what, head }) => ({
  ...{ id: "C19", what, script: withHead(`HTTP/1.1 200 OK\r\n${head}`) },
  ...{ partner: "INVALID content-type", outbound: 200 }, // what a type may be is the caller's to say
}));

const BROKEN: readonly Case[] = [
  { what: "a reset before the first byte", script: reset() },
  { what: "a reset after the first byte", script: reset("H") },
  { what: "a reset in the middle of the body", script: reset(`${JSON_OK}\r\ncontent-length: 100\r\n\r\n{"data"`) },
  { what: "a close before the first byte", script: halfClose() },
  { what: "a close in the middle of the headers", script: halfClose("HTTP/1.1 200 OK\r\ncontent-ty") },
  {
    what: "a close before the announced length",
    script: halfClose(`${JSON_OK}\r\ncontent-length: 100\r\n\r\n{"data"`),
  },
  {
    what: "a close in the middle of chunks",
    script: halfClose(`${JSON_OK}\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a"`),
  },
].map((each) => ({ ...each, id: "C20", partner: "UNREACHABLE closed", outbound: "UNREACHABLE" }));

const CASES = [...REDIRECTS, ...TOO_LARGE, ...ENCODINGS, ...SLOW, ...NOT_HTTP, ...TYPES, ...BROKEN].map((each) => ({
  ...each,
  title: `${each.id} ${each.what} → ${each.partner}`,
}));

/** Resolves when a condition holds; fails after half a minute. */
async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; !condition(); attempt++) {
    if (attempt > 3_000) throw new Error("the condition did not come to hold within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Short where time is what ends it; long otherwise, so that a slow machine makes no difference. */
const timeFor = ({ id }: Case): number => (id === "C17" ? 400 : 20_000);

describe("an answer", () => {
  it.each(CASES)("$title", async (each) => {
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
