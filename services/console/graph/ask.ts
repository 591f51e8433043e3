// The only way from the console to the hub's graph. In: an operation and its variables. Out: its data with the errors beside them, or
// an AskError that a page can say to its reader.
import { currentLanguage } from "../app/language.js";
import { csrfToken, forgetSession } from "./session.js";
import type { Document } from "./document.js";

/** An error of an answer, as the hub's reader may see it. `code`: see docs/errors.md. */
export interface GraphError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: { readonly code?: string; readonly [name: string]: unknown };
}

/** What came: `data` may be partial, then `errors` says of what. */
export interface Answer<D> {
  readonly data: D;
  readonly errors: readonly GraphError[];
  readonly at: number;
}

/** Nothing came. `code`: the hub's, or `OFFLINE` where it could not be reached. */
export class AskError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Body<D> {
  readonly data?: D | null;
  readonly errors?: readonly GraphError[];
}

export interface AskOptions {
  readonly signal?: AbortSignal;
}

/** Asks the hub. Throws an AskError where there is no data at all. */
export async function ask<D, V>(
  document: Document<D, V>,
  variables: V,
  { signal }: AskOptions = {},
): Promise<Answer<D>> {
  const response = await send({ query: document.text, variables, operationName: document.name }, signal);
  const body: Body<D> = await response.json().catch(() => ({}));
  const errors = body.errors ?? [];
  if (body.data !== undefined && body.data !== null) return { data: body.data, errors, at: Date.now() };
  const first = errors[0];
  if (first?.extensions?.code === "UNAUTHENTICATED") forgetSession();
  throw new AskError(first?.extensions?.code ?? `HTTP_${response.status}`, first?.message ?? `HTTP ${response.status}`);
}

async function send(body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const csrf = await csrfToken();
  const headers: Record<string, string> = { "content-type": "application/json", "accept-language": currentLanguage() };
  if (csrf !== null) headers["x-maillage-csrf"] = csrf;
  try {
    return await fetch("/graphql", {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new AskError("OFFLINE", String(cause));
  }
}
