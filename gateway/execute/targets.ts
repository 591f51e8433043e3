// Where in the answer a fetch applies. In: a plan's path. Out: the objects found there, and, when an error has to be
// placed, their paths. Objects are found thousands of times, placed only when something fails.
import type { FlattenNodePathSegment } from "@graphql-hive/router-query-planner";
import { isObject, type JsonObject } from "./merge.js";
import type { TypeConditions } from "./type-conditions.js";

export type ResponsePath = ReadonlyArray<string | number>;

type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "list" }
  | { readonly kind: "type"; readonly names: ReadonlySet<string> };

/** A compiled path. */
export class TargetPath {
  readonly #steps: readonly Step[];

  constructor(path: readonly FlattenNodePathSegment[], types: TypeConditions) {
    this.#steps = path.map((segment): Step => {
      if (segment === "@") return { kind: "list" };
      if ("Field" in segment) return { kind: "field", name: segment.Field };
      return { kind: "type", names: types.namesFor(segment.TypeCondition) };
    });
  }

  /** Every object at this path, each once. */
  collect(root: JsonObject): Set<JsonObject> {
    const found = new Set<JsonObject>();
    this.#walk(root, 0, found);
    return found;
  }

  /** The first path at which each of these objects stands. */
  locate(root: JsonObject, objects: ReadonlySet<JsonObject>): Map<JsonObject, ResponsePath> {
    const places = new Map<JsonObject, ResponsePath>();
    this.#walkPlaced(root, [], 0, (object, path) => {
      if (objects.has(object) && !places.has(object)) places.set(object, path);
    });
    return places;
  }

  #walk(value: unknown, at: number, found: Set<JsonObject>): void {
    if (Array.isArray(value)) {
      const next = this.#steps[at]?.kind === "list" ? at + 1 : at;
      for (const item of value) this.#walk(item, next, found);
      return;
    }
    if (!isObject(value)) return;
    const step = this.#steps[at];
    if (step === undefined) found.add(value);
    else if (step.kind === "field") this.#walk(value[step.name], at + 1, found);
    else if (step.kind === "list" || step.names.has(String(value.__typename))) this.#walk(value, at + 1, found);
  }

  // eslint-disable-next-line max-params -- the same walk with the path carried along
  #walkPlaced(value: unknown, path: ResponsePath, at: number, found: (o: JsonObject, p: ResponsePath) => void): void {
    if (Array.isArray(value)) {
      const next = this.#steps[at]?.kind === "list" ? at + 1 : at;
      value.forEach((item, index) => this.#walkPlaced(item, [...path, index], next, found));
      return;
    }
    if (!isObject(value)) return;
    const step = this.#steps[at];
    if (step === undefined) found(value, path);
    else if (step.kind === "field") this.#walkPlaced(value[step.name], [...path, step.name], at + 1, found);
    else if (step.kind === "list" || step.names.has(String(value.__typename))) this.#walkPlaced(value, path, at + 1, found);
  }
}
