// The client for apps: what is missing of an answer. In: data. Out: every list in it that says it is not whole.

/** A list that lacks the part of some partners. */
export interface Incomplete {
  /** Where the list is in the data. */
  readonly path: ReadonlyArray<string | number>;
  /** Its `completeness`, as the document asked for it. */
  readonly completeness: Readonly<Record<string, unknown>>;
}

/** Everything in an answer whose `completeness` says `isPartial`, or names a partner that did not answer. */
export function findIncomplete(data: unknown, path: ReadonlyArray<string | number> = []): Incomplete[] {
  if (Array.isArray(data)) return data.flatMap((each, at) => findIncomplete(each, [...path, at]));
  if (!isObject(data)) return [];
  const below = Object.entries(data).flatMap(([name, value]) => findIncomplete(value, [...path, name]));
  const said = Object.values(data).find(isPartial);
  return said === undefined ? below : [{ path, completeness: said }, ...below];
}

const WHOLE: ReadonlySet<unknown> = new Set(["ANSWERED", "SKIPPED"]);

function isPartial(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  if (value["isPartial"] === true) return true;
  const { sources } = value;
  return (
    Array.isArray(sources) && sources.some((each) => isObject(each) && "status" in each && !WHOLE.has(each["status"]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
