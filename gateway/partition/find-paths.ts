// Finding where objects stand in an answer, by identity: only when something failed, and in one walk for all of them.
// In: the data, the objects. Out: their paths.

export type Path = ReadonlyArray<string | number>;

/** The paths of those objects and lists that stand in `data`. */
export function findPaths(data: unknown, wanted: ReadonlySet<unknown>): ReadonlyMap<unknown, Path> {
  const found = new Map<unknown, Path>();
  const path: Array<string | number> = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || found.size === wanted.size) return;
    if (wanted.has(value)) found.set(value, [...path]);
    const entries: Iterable<[string | number, unknown]> = Array.isArray(value)
      ? value.entries()
      : Object.entries(value);
    for (const [key, member] of entries) {
      path.push(key);
      visit(member);
      path.pop();
    }
  };
  visit(data);
  return found;
}
