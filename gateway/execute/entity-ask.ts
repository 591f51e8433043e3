// What an entity fetch asks in one run. Types only.
import type { JsonObject } from "./merge.js";
import type { RepresentationReader } from "./representations.js";
import type { Rewrite } from "./rewrites.js";
import type { TargetPath } from "./targets.js";

/** One `_entities` field of a request: where its objects are and how they are represented. */
export interface EntityField {
  readonly key: string;
  readonly variable: string;
  readonly paths: readonly TargetPath[];
  readonly reader: RepresentationReader;
  readonly rewrite: Rewrite;
}

/** A representation, and the objects that it stands for, path by path. */
export interface Slot {
  readonly representation: JsonObject;
  readonly groups: JsonObject[][];
  /** The last of the groups, and the number of its path. */
  last: JsonObject[];
  lastPath: number;
}

/** What one entity field asks in one run: each different representation once. */
export interface EntityAsk {
  readonly field: EntityField;
  readonly slots: readonly Slot[];
}
