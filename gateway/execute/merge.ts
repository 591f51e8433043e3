// Merging fetched data into the answer's tree. In: two JSON values at the same place. Out: the first, with what the
// second adds. Keys were made safe before the fetch, so a `__proto__` here is a subgraph's own idea: left out.

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Adds the members of `source` to `target`, deeply. `isAbstract` tells type names that no object really has. */
export function mergeObject(target: JsonObject, source: JsonObject, isAbstract: (name: string) => boolean): void {
  for (const key in source) {
    if (key === "__proto__") continue;
    const present = target[key];
    const added = source[key];
    if (present === undefined) target[key] = added;
    else if (key !== "__typename") target[key] = mergeValue(present, added, isAbstract);
    else if (typeof added === "string" && !isAbstract(added)) target[key] = added;
  }
}

function mergeValue(present: unknown, added: unknown, isAbstract: (name: string) => boolean): unknown {
  if (added === null || added === undefined) return present;
  if (Array.isArray(present) && Array.isArray(added)) {
    for (let i = 0; i < added.length; i++)
      present[i] = i in present ? mergeValue(present[i], added[i], isAbstract) : added[i];
    return present;
  }
  if (present === added || !isObject(present) || !isObject(added)) return added;
  mergeObject(present, added, isAbstract);
  return present;
}

/** A deep copy, so that two places that hold the same entity never share what is later merged into one. */
export function copyObject(object: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(object)) if (key !== "__proto__") copy[key] = copyJson(object[key]);
  return copy;
}

function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyJson);
  return isObject(value) ? copyObject(value) : value;
}
