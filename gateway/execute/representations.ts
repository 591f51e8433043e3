// Representations: what is sent to `_entities` for an object (Federation 2, "Entities"). In: the plan's `requires`.
// Out: a reader that gives an object's representation, and a key by which equal ones are known.
import type { InlineFragmentRequiresNode, InputRewrite, RequiresSelection } from "@graphql-hive/router-query-planner";
import type { EntityKey } from "../supergraph/entity-keys.js";
import { isObject, type JsonObject } from "./merge.js";
import { compileRewrites, type Rewrite } from "./rewrites.js";
import type { TypeConditions } from "./type-conditions.js";

/** Reads representations of one kind. */
export interface RepresentationReader {
  /** The same text for objects whose representations are equal; null when something required is missing. */
  keyOf(object: JsonObject): string | null;
  /** The representation of an object that has a key. */
  represent(object: JsonObject): JsonObject;
}

/** Reads part of a representation: whether all of it is there. */
type PartReader = (object: JsonObject, into: JsonObject) => boolean;
/** The part of a key, null when something is missing. */
type KeyReader = (object: JsonObject) => string | null;

interface Part {
  readonly key: KeyReader;
  readonly read: PartReader;
}

/** For whom representations are compiled. */
export interface RepresentationUse {
  readonly types: TypeConditions;
  /** The keys of a type in the subgraph that is asked. */
  keysOf(type: string): readonly EntityKey[];
}

/** Compiles `requires` and the input rewrites. */
export function compileRepresentation(
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  use: RepresentationUse,
): RepresentationReader {
  const { types } = use;
  const part = compileSelections(requires, use);
  const only = onlyKeyField(requires, types);
  const keyOf = (object: JsonObject): string | null => {
    const text = typeof object.__typename === "string" ? part.key(object) : null;
    return text ? `${COMPOSED}${text}` : null;
  };
  const rewrite: Rewrite = compileRewrites(rewrites ?? [], types);
  return {
    keyOf(object) {
      if (only === null || object.__typename !== only.typename) return keyOf(object);
      const value = object[only.field];
      return typeof value === "string" && value.charCodeAt(0) !== 0 ? value : keyOf(object);
    },
    represent(object) {
      const representation: JsonObject = {};
      part.read(object, representation);
      rewrite(representation);
      return representation;
    },
  };
}

/** What tells a composed key from one that is a key field's own value: that never begins with it. */
const COMPOSED = "\0";

/** Most representations are of one object type and have one key field, a string: it is the key. */
function onlyKeyField(
  requires: readonly RequiresSelection[],
  types: TypeConditions,
): { readonly typename: string; readonly field: string } | null {
  const [fragment, ...others] = requires;
  if (fragment?.kind !== "InlineFragment" || others.length > 0) return null;
  const names = [...types.namesFor([fragment.typeCondition])];
  const fields = fragment.selections.filter((each) => !(each.kind === "Field" && each.name === "__typename"));
  const [field] = fields;
  if (names.length !== 1 || fields.length !== 1 || field?.kind !== "Field" || field.selections !== undefined)
    return null;
  return { typename: names[0] ?? "", field: field.name };
}

function compileSelections(selections: readonly RequiresSelection[], use: RepresentationUse): Part {
  const parts = selections.map((selection) => compileSelection(selection, use));
  const key: KeyReader = (object) => {
    let text = "";
    for (const part of parts) {
      const own = part.key(object);
      if (own === null) return null;
      text += own;
    }
    return text;
  };
  return { key, read: (object, into) => parts.every((part) => part.read(object, into)) };
}

function compileSelection(selection: RequiresSelection, use: RepresentationUse): Part {
  if (selection.kind === "FragmentSpread") throw new TypeError("A plan's `requires` names a fragment.");
  if (selection.kind === "InlineFragment") return compileCondition(selection, use);
  const nested = selection.selections === undefined ? null : compileSelections(selection.selections, use);
  return compileField(selection.name, selection.alias ?? selection.name, nested?.read ?? null);
}

function compileCondition(selection: InlineFragmentRequiresNode, use: RepresentationUse): Part {
  const names = use.types.namesFor([selection.typeCondition]);
  const part = compileSelections(selection.selections, use);
  const hasKey = keyCheck(selection, use);
  const applies = (object: JsonObject): boolean => names.has(String(object.__typename));
  return {
    key: (object) => (!applies(object) ? "" : hasKey(object) ? part.key(object) : null),
    read: (object, into) => (applies(object) ? part.read(object, into) : true),
  };
}

/** Whether an object has a key that says something: where all of a key is null, there is nothing to ask for. */
function keyCheck(selection: InlineFragmentRequiresNode, use: RepresentationUse): (object: JsonObject) => boolean {
  const fields = selection.selections.flatMap((each) => (each.kind === "Field" ? [each.alias ?? each.name] : []));
  const sent = use.keysOf(selection.typeCondition).filter((key) => key.every((field) => fields.includes(field)));
  const saysSomething = (object: JsonObject) => (key: EntityKey) =>
    key.some((field) => (object[field] ?? null) !== null);
  return (object) => sent.length === 0 || sent.some(saysSomething(object));
}

function compileField(from: string, to: string, nested: PartReader | null): Part {
  const take = (object: JsonObject): unknown => (nested === null ? object[from] : readNested(object[from], nested));
  return {
    key: (object) => keyOfValue(take(object)),
    read(object, into) {
      const value = take(object);
      if (value !== undefined) into[to] = value;
      return value !== undefined;
    },
  };
}

/** Strings carry their length, so that no two lists of values give the same key. */
function keyOfValue(value: unknown): string | null {
  if (typeof value === "string") return `${value.length}:${value}`;
  if (typeof value === "number") return `${value};`;
  return value === undefined ? null : `${JSON.stringify(value)};`;
}

/** Undefined when something required inside is missing. */
function readNested(value: unknown, read: PartReader): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => readNested(item, read));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const taken: JsonObject = {};
  return read(value, taken) ? taken : undefined;
}
