// The client for apps: its one error. In: what a hub said, or why it could not be asked. Out: an error with a code to decide by.
import type { ErrorCode } from "./error-codes.js";

/** What the hub does not say itself. `NETWORK`: no answer came. `TIMED_OUT`: none in time. `NOT_GRAPHQL`: it was something else. */
export type ClientCode = "NETWORK" | "TIMED_OUT" | "NOT_GRAPHQL";

/** One entry of a response's `errors`. */
export interface AnswerError {
  readonly message: string;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ErrorParts {
  readonly code: ErrorCode | ClientCode;
  readonly message: string;
  /** The HTTP status; null when there was no answer. */
  readonly status?: number | null;
  readonly retryAfterMs?: number | null;
  readonly errors?: readonly AnswerError[];
  readonly partial?: unknown;
  readonly cause?: unknown;
}

/** Why a question was not answered, or not wholly. Codes are listed in docs/errors.md. */
export class MaillageError extends Error {
  override readonly name = "MaillageError";
  readonly code: ErrorCode | ClientCode;
  readonly status: number | null;
  /** After how many milliseconds it makes sense to ask again, where the hub says so. */
  readonly retryAfterMs: number | null;
  /** Everything that the response said under `errors`; the first decides on `code`. */
  readonly errors: readonly AnswerError[];
  /** The data that came beside the errors, or null. */
  readonly partial: unknown;

  constructor({ code, message, status, retryAfterMs, errors, partial, cause }: ErrorParts) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.status = status ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
    this.errors = errors ?? [];
    this.partial = partial ?? null;
  }

  /** The argument that was wrong, what was expected of it and what came; null where the hub does not say. */
  get argument(): string | null {
    return this.#said("argument");
  }

  get expected(): string | null {
    return this.#said("expected");
  }

  get got(): string | null {
    return this.#said("got");
  }

  /** The partner that did not answer. */
  get partner(): string | null {
    return this.#said("partner");
  }

  /** To be told to whoever runs the hub. */
  get traceId(): string | null {
    return this.#said("traceId");
  }

  #said(name: string): string | null {
    const value = this.errors[0]?.extensions?.[name];
    return typeof value === "string" ? value : null;
  }
}
