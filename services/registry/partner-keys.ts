// Which keys a new partner may take. In: a key, and the keys that are taken. Out: why not, or null.
import { HUB_KEY } from "../../schema/record-id.js";

/** Keys that would read as the network's own. */
const RESERVED: readonly string[] = [HUB_KEY, "maillage", "admin", "console", "api", "graphql", "localhost"];

/** Signs of keys that readers take for one another. */
const ALIKE: ReadonlyArray<readonly [RegExp, string]> = [
  [/-/g, ""],
  [/0/g, "o"],
  [/[1i]/g, "l"],
  [/3/g, "e"],
  [/5/g, "s"],
  [/8/g, "b"],
  [/2/g, "z"],
  [/rn/g, "m"],
  [/vv/g, "w"],
  [/cl/g, "d"],
];

/** The form in which keys that look the same are the same. */
export function skeletonOf(key: string): string {
  return ALIKE.reduce((text, [signs, one]) => text.replace(signs, one), key.toLowerCase());
}

/** The key, of those taken or reserved, that a new key is or looks like; null: it may be taken. */
export function clashOf(key: string, taken: Iterable<string>): string | null {
  const skeleton = skeletonOf(key);
  for (const each of [...RESERVED, ...taken]) if (skeletonOf(each) === skeleton) return each;
  return null;
}
