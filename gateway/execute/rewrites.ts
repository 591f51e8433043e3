// Rewrites that the planner asks for: of representations before they are sent, of answers before they are merged.
// In: the plan's rewrites. Out: a function that applies them in place.
import type { FetchNodePathSegment, FetchRewrite } from "@graphql-hive/router-query-planner";
import { isObject, type JsonObject } from "./merge.js";
import type { TypeConditions } from "./type-conditions.js";

export type Rewrite = (value: unknown) => void;

/** Compiles a list of rewrites, applied in order. */
export function compileRewrites(rewrites: readonly FetchRewrite[], types: TypeConditions): Rewrite {
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (value) => {
    for (const apply of compiled) apply(value);
  };
}

function compileRewrite(rewrite: FetchRewrite, types: TypeConditions): Rewrite {
  if ("KeyRenamer" in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return compilePath(path, types, (object, key) => renameKey(object, key, renameKeyTo));
  }
  const { path, setValueTo } = "ValueSetter" in rewrite ? rewrite.ValueSetter : rewrite;
  return compilePath(path, types, (object, key) => {
    if (key in object) object[key] = setValueTo;
  });
}

function renameKey(object: JsonObject, from: string, to: string): void {
  if (!(from in object)) return;
  object[to] = object[from];
  delete object[from];
}

/** Walks to the object that holds the last key of a path; lists on the way are entered. */
function compilePath(
  path: readonly FetchNodePathSegment[],
  types: TypeConditions,
  apply: (object: JsonObject, key: string) => void,
): Rewrite {
  const steps = path.map((step) => ("Key" in step ? step.Key : types.namesFor(step.TypenameEquals)));
  const walk = (value: unknown, at: number): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, at));
    const step = steps[at];
    if (!isObject(value) || step === undefined) return;
    if (typeof step !== "string") return void (step.has(String(value.__typename)) && walk(value, at + 1));
    if (at === steps.length - 1) apply(value, step);
    else walk(value[step], at + 1);
  };
  return (value) => walk(value, 0);
}
