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

  /**
   * Every object at this path, level by level. Lists are entered wherever they stand. `once`: an object may stand at
   * several places of the answer, and is given once.
   */
  collect(root: JsonObject, once: boolean): readonly JsonObject[] {
    let level: readonly JsonObject[] = [root];
    for (const step of this.#steps) {
      if (step.kind === "list") continue;
      if (step.kind === "field") level = objectsUnder(level, step.name);
      else level = level.filter((object) => step.names.has(String(object.__typename)));
      if (once) level = [...new Set(level)];
    }
    return level;
  }

  /** The first path at which each of these objects stands. */
  locate(root: JsonObject, objects: ReadonlySet<JsonObject>): Map<JsonObject, ResponsePath> {
    const places = new Map<JsonObject, ResponsePath>();
    this.#walkPlaced(root, [], 0, (object, path) => {
      if (objects.has(object) && !places.has(object)) places.set(object, path);
    });
    return places;
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
    else if (step.kind === "list" || step.names.has(String(value.__typename)))
      this.#walkPlaced(value, path, at + 1, found);
  }
}

function objectsUnder(objects: readonly JsonObject[], name: string): JsonObject[] {
  const found: JsonObject[] = [];
  for (let i = 0; i < objects.length; i++) addObjects(objects[i]?.[name], found);
  return found;
}

function addObjects(value: unknown, found: JsonObject[]): void {
  if (!Array.isArray(value)) {
    if (isObject(value)) found.push(value);
    return;
  }
  for (let i = 0; i < value.length; i++) addObjects(value[i], found);
}
