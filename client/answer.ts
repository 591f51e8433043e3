// The client for apps: what a question may say of how it is answered, and what comes of it. In: nothing. Out: types.
import type { Incomplete } from "./find-incomplete.js";
import type { AnswerError } from "./maillage-error.js";

export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the hub asks partners now, or its own copy, half a minute old at most. `auto` when not given. */
  readonly freshness?: "live" | "mirror" | "auto";
  /** `refuse` makes an answer that lacks a partner's part an error, `RESPONSE_INCOMPLETE`. */
  readonly whenIncomplete?: "allow" | "refuse";
  /** `return` hands errors over beside the data that there is; else they are thrown, with the data in `partial`. */
  readonly onErrors?: "throw" | "return";
}

export interface Answer<Data> {
  readonly data: Data;
  /** Empty unless `onErrors` is `return`. */
  readonly errors: readonly AnswerError[];
  /** What is not whole, wherever the document asks for `completeness { isPartial … }`. */
  readonly incomplete: readonly Incomplete[];
}
