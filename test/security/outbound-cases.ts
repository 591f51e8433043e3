// What a hostile or broken machine may answer, and what the hub says of it: the table of the tests beside it.
import { brotliCompressSync, gzipSync } from "node:zlib";
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
import type { Script } from "../kit/fault-server.js";

const MEGABYTE = 1024 * 1024;
/** The largest body that the tests allow. */
export const LARGEST = 2 * MEGABYTE;
/** The head of a sound answer, less its end. */
export const JSON_OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json";
const bomb = Buffer.alloc(64 * MEGABYTE, 0x20);

/** One way to be wrong. */
export interface ResponseCase {
  readonly id: string;
  readonly what: string;
  readonly script: Script;
  /** What the client of partners says, and the one of everything else. */
  readonly partner: string;
  readonly outbound: string | number;
}

const REDIRECTS: readonly ResponseCase[] = [301, 302, 303, 307, 308].flatMap((status) =>
  ["http://127.0.0.1/", "https://example.org/", "/graphql"].map((to) => ({
    ...{ id: "C11", what: `a redirect ${status} to ${to}` },
    ...{ script: withHead(`HTTP/1.1 ${status} Moved\r\nlocation: ${to}`), partner: "INVALID http-status" },
    outbound: "HTTP_ERROR",
  })),
);

const TOO_LARGE: readonly ResponseCase[] = [
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

const ENCODINGS: readonly ResponseCase[] = ["gzip, gzip", "gzip, br", "deflate", "zstd", "compress", "x-unknown"]
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

const SLOW: readonly ResponseCase[] = [
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
const NOT_HTTP: readonly ResponseCase[] = [
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

const TYPES: readonly ResponseCase[] = [
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

const BROKEN: readonly ResponseCase[] = [
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

/** All of them. */
export const RESPONSE_CASES = [...REDIRECTS, ...TOO_LARGE, ...ENCODINGS, ...SLOW, ...NOT_HTTP, ...TYPES, ...BROKEN].map(
  (each) => ({
    ...each,
    title: `${each.id} ${each.what} → ${each.partner}`,
  }),
);
