// What the graph has refused, as an answer over HTTP. In: the graph's answer. Out: an error with its status.
import { CodedError } from "../../../schema/errors.js";
import type { ReaderAnswer } from "../../server/ask-as-reader.js";

/** The error. What is not the reader's fault is not told them. */
export function refusalOf({ status, errors, retryAfterS }: ReaderAnswer): Error {
  const { code = "INTERNAL", message = "" } = errors[0] ?? {};
  const headers = new Map(retryAfterS === null ? [] : [["retry-after", String(retryAfterS)]]);
  if (status === 503) return new CodedError("OVERLOADED", message, { http: { status, headers } });
  if (code === "BAD_USER_INPUT") return new CodedError(code, message, { http: { status: 400 } });
  if (code === "RATE_LIMITED") return new CodedError(code, message, { http: { status: 429, headers } });
  return new Error("The graph did not answer.", { cause: new Error(`${code}: ${message}`) });
}
