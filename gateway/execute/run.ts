// One execution of a plan: the answer as it grows, and the errors met on the way.
import type { SubgraphError, ReaderContext } from "./subgraph.js";
import type { JsonObject } from "./merge.js";
import type { ResponsePath } from "./targets.js";
import { readerKeyOf } from "../plan/fetch-names.js";

/** An error at its place in the reader's answer. */
export interface PlacedError {
  readonly message: string;
  readonly path: ResponsePath;
  readonly extensions: Readonly<Record<string, unknown>>;
}

const MOST_ERRORS = 100;

export class Run {
  readonly data: JsonObject = {};
  readonly errors: PlacedError[] = [];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reader: ReaderContext;
  /** Whether an object may stand at several places of the answer by now. */
  shares = false;

  constructor(variables: Readonly<Record<string, unknown>>, reader: ReaderContext) {
    this.variables = variables;
    this.reader = reader;
  }

  /** Keeps an error, with response keys as the reader wrote them. Beyond a hundred they are dropped. */
  addError(error: SubgraphError, path: ResponsePath): void {
    if (this.errors.length >= MOST_ERRORS) return;
    const readerPath = path.map((key) => (typeof key === "string" ? readerKeyOf(key) : key));
    this.errors.push({ message: error.message, path: readerPath, extensions: error.extensions ?? {} });
  }
}
