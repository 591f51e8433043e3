// The client for apps: one request. In: what to ask. Out: data and errors as they came, or a `MaillageError`.
import { MaillageError, type AnswerError } from "./maillage-error.js";
import type { ErrorCode } from "./error-codes.js";

export interface Sent {
  readonly url: string;
  readonly method: "POST" | "HEAD";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}

/** What came back: the response's parts, no matter whether they are good news. */
export interface RawAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly AnswerError[];
  readonly retryAfterMs: number | null;
}

/** Sends a question. Throws `MaillageError` when no GraphQL response comes, and the signal's reason when it is aborted. */
export async function sendQuestion(question: Sent): Promise<RawAnswer> {
  const { response, text } = await exchange(question);
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"));
  const { status } = response;
  const { data, errors } = readResponse(text) ?? {};
  if (data === undefined && errors === undefined) {
    const message = `${question.url}: expected a GraphQL response, got status ${status} and something else.`;
    throw new MaillageError({ code: "NOT_GRAPHQL", message, status, retryAfterMs });
  }
  return { status, data: data ?? null, errors: errors ?? [], retryAfterMs };
}

/** Sends a request, and gives its response with all of its text: the deadline is for both. */
export async function exchange(sent: Sent): Promise<{ readonly response: Response; readonly text: string }> {
  const { url, method, headers, body, timeoutMs, signal } = sent;
  const late = AbortSignal.timeout(timeoutMs);
  const ends = signal === undefined ? late : AbortSignal.any([signal, late]);
  try {
    const response = await sent.fetch(url, { method, headers, signal: ends, ...(body === undefined ? {} : { body }) });
    return { response, text: await response.text() };
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    const [code, said] = late.aborted
      ? (["TIMED_OUT", `no answer within ${timeoutMs} ms`] as const)
      : (["NETWORK", "no answer could be had"] as const);
    throw new MaillageError({ code, message: `${url}: ${said}.`, cause });
  }
}

function readResponse(text: string): { readonly data?: unknown; readonly errors?: readonly AnswerError[] } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    const { data, errors } = value as { readonly data?: unknown; readonly errors?: unknown }; // looked at below
    const said = Array.isArray(errors) ? (errors as AnswerError[]) : undefined; // as GraphQL has it
    return { ...(data === undefined ? {} : { data }), ...(said === undefined ? {} : { errors: said }) };
  } catch {
    return null; // a proxy's page, perhaps
  }
}

/** `Retry-After`, which is seconds or a date, in milliseconds from now. */
export function readRetryAfter(value: string | null, now: number = Date.now()): number | null {
  if (value === null) return null;
  const at = /^\d+$/.test(value.trim()) ? now + Number(value) * 1_000 : Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** The errors of an answer as one. */
export function errorOf({ status, data, errors, retryAfterMs }: RawAnswer): MaillageError {
  const [first] = errors;
  const code = first?.extensions?.["code"];
  return new MaillageError({
    code: typeof code === "string" ? (code as ErrorCode) : "INTERNAL", // the hub says codes of its table only
    message: first?.message ?? `The hub answered with status ${status}.`,
    ...{ status, errors, retryAfterMs, partial: data },
  });
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  429: "RATE_LIMITED",
  503: "OVERLOADED",
};

/** What a status says where there is no body. */
export function refusalOf({ status, url, headers }: Response): MaillageError {
  return new MaillageError({
    code: BY_STATUS[status] ?? "NOT_GRAPHQL",
    message: `${url}: expected an answer, got status ${status}.`,
    ...{ status, retryAfterMs: readRetryAfter(headers.get("retry-after")) },
  });
}
