// Versions of the contract. In: the version that a partner says it serves. Out: what it does not know yet. Within 1.x
// the contract only grows: by fields that may be null or are lists, and by members of filters. A test compares this
// table with the frozen texts in `schema/versions/`.

/** The present version. */
export const CONTRACT_VERSION = "1.1";

/** What each version added to the one before it, oldest first: coordinates (GraphQL "Schema Coordinates"). */
export const ADDED_IN: ReadonlyMap<string, readonly string[]> = new Map([
  ["1.0", []],
  [
    "1.1",
    [
      "EventFilter.updatedBefore",
      "OrganizationFilter.updatedBefore",
      "PersonFilter.updatedBefore",
      "PracticeFilter.updatedBefore",
      "Project.lessons",
      "ProjectFilter.updatedBefore",
    ],
  ],
]);

const VERSIONS = [...ADDED_IN.keys()];
const NOTHING: ReadonlySet<string> = new Set();
const NEWER: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  VERSIONS.map((version, index) => [
    version,
    new Set(VERSIONS.slice(index + 1).flatMap((later) => ADDED_IN.get(later) ?? [])),
  ]),
);

/** The version by which a partner is asked: the one it says, or the present one when the hub does not know that yet. */
export function askedVersion(said: string): string {
  return NEWER.has(said) ? said : CONTRACT_VERSION;
}

/** Coordinates that a partner of this version does not know; none for the present version and for later ones. */
export function newerThan(version: string): ReadonlySet<string> {
  return NEWER.get(version) ?? NOTHING;
}

/** Whether something came after the first version. */
export function isLaterThanFirst(coordinate: string): boolean {
  return newerThan("1.0").has(coordinate);
}
