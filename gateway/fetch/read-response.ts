// Reading a partner's HTTP response. In: undici's response. Out: the decoded text, or the class of what is wrong with
// it. Nothing of the response but its JSON goes further: no cookies, no redirects, no headers.
import { brotliDecompress, gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Dispatcher } from "undici";
import type { FailureReason, FailureStatus } from "./outcome.js";

export interface Rejection {
  readonly status: FailureStatus;
  readonly reason: FailureReason;
}

export type ReadText = { readonly text: string; readonly bytes: number } | Rejection;

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;
const DECODERS = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };

/** Reads the body of a response, at most `largest` bytes when decoded. May reject when the connection breaks. */
export async function readResponse(response: Dispatcher.ResponseData, largest: number): Promise<ReadText> {
  const rejection = judgeHead(response);
  if (rejection !== null) {
    response.body.on("error", () => undefined).destroy();
    return rejection;
  }
  const raw = await readBounded(response.body, largest);
  if (raw === null) return { status: "INVALID", reason: "too-large" };
  return decode(raw, String(response.headers["content-encoding"] ?? "identity"), largest);
}

function judgeHead({ statusCode, headers }: Dispatcher.ResponseData): Rejection | null {
  if (statusCode === 401 || statusCode === 403) return { status: "REFUSED", reason: "refused" };
  if (statusCode !== 200) return { status: "INVALID", reason: "http-status" };
  const type = headers["content-type"];
  return typeof type === "string" && JSON_TYPE.test(type) ? null : { status: "INVALID", reason: "content-type" };
}

/** Null when there is more than `largest`; the connection is closed then. */
async function readBounded(body: Dispatcher.ResponseData["body"], largest: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += (chunk as Buffer).length; // undici's bodies give buffers
    if (length > largest) return null; // leaving the loop destroys the stream
    chunks.push(chunk as Buffer);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

async function decode(raw: Buffer, encoding: string, largest: number): Promise<ReadText> {
  if (encoding === "identity") return { text: raw.toString("utf8"), bytes: raw.length };
  const decoder = DECODERS[encoding.toLowerCase() as keyof typeof DECODERS]; // undefined for all others
  if (decoder === undefined) return { status: "INVALID", reason: "encoding" };
  try {
    const decoded = await decoder(raw, { maxOutputLength: largest });
    return { text: decoded.toString("utf8"), bytes: raw.length };
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return { status: "INVALID", reason: tooLarge ? "too-large" : "encoding" };
  }
}
