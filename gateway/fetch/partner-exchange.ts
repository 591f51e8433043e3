// One HTTP exchange with a partner. In: what undici reports. Out: the text of a JSON answer, or the class of what is
// wrong. Nothing of the response but its JSON goes further.
import { HttpExchange, readText, type Received, type Rejection, type ResponseHeaders } from "./http-exchange.js";

export type ReadText = { readonly text: string; readonly bytes: number } | Rejection;

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads one answer of at most so many bytes; `onDone` is called exactly once. */
export function partnerExchange(
  largestBytes: number,
  onDone: (read: ReadText | Promise<ReadText>) => void,
): HttpExchange {
  const finish = (result: Received | Rejection): ReadText => ("reason" in result ? result : readAnswer(result));
  return new HttpExchange({
    largestBytes,
    judge: judgeHead,
    onDone: (result) => onDone(result instanceof Promise ? result.then(finish) : finish(result)),
  });
}

function readAnswer({ body, wireBytes }: Received): ReadText {
  const text = readText(body);
  return text === null ? { reason: "not-json" } : { text, bytes: wireBytes };
}

function judgeHead(status: number, headers: ResponseHeaders): Rejection | null {
  if (status === 401 || status === 403) return { reason: "refused" };
  if (status !== 200) return { reason: "http-status", ...waitOf(status, headers) };
  const type = headers["content-type"];
  return typeof type === "string" && JSON_TYPE.test(type) ? null : { reason: "content-type" };
}

/** `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date, of 429 and 503. */
function waitOf(status: number, headers: ResponseHeaders): { waitMs?: number } {
  const after = headers["retry-after"];
  if ((status !== 429 && status !== 503) || typeof after !== "string") return {};
  const waitMs = /^\d{1,9}$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - Date.now();
  return waitMs > 0 ? { waitMs } : {};
}
