// The state of one projection: where it stands in the answer, and the errors it meets.
import type { PlacedError } from "../execute/run.js";
import type { ResponsePath } from "../execute/targets.js";

export class Projection {
  /** The response keys from the root to the value being completed; pushed and popped as the walk goes. */
  readonly path: Array<string | number> = [];
  readonly errors: PlacedError[] = [];
  /** What the gateway itself answered for `__schema` and `__type`, by response key. */
  readonly introspection: Readonly<Record<string, unknown>>;
  readonly #known: readonly PlacedError[];
  readonly #lists = new Map<unknown, Map<readonly unknown[], unknown>>();

  /** `known`: the errors that fetching met; a null that one of them explains is not reported again. */
  constructor(known: readonly PlacedError[], introspection: Readonly<Record<string, unknown>>) {
    this.#known = known;
    this.introspection = introspection;
  }

  /**
   * The lists that one completer has completed, to use again where objects share an entity's list. Only what met no
   * error may be kept: an error knows one place.
   */
  listsOf(completer: unknown): Map<readonly unknown[], unknown> {
    let lists = this.#lists.get(completer);
    if (lists === undefined) this.#lists.set(completer, (lists = new Map<readonly unknown[], unknown>()));
    return lists;
  }

  /** Reports an error at the present place, or at a key below it, unless a known error explains it. */
  report(message: string, extensions: Readonly<Record<string, unknown>>, key?: string | number): void {
    const path = key === undefined ? [...this.path] : [...this.path, key];
    if (this.#known.some((error) => overlaps(error.path, path))) return;
    this.errors.push({ message, path, extensions });
  }
}

/** Whether one path is the other's beginning. */
function overlaps(a: ResponsePath, b: ResponsePath): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
