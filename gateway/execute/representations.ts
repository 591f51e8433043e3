// Representations: what is sent to `_entities` for an object (Federation 2, "Entities"). In: the plan's `requires`.
// Out: a function that reads an object and gives its representation, or null when something required is missing.
import type { InputRewrite, RequiresSelection } from "@graphql-hive/router-query-planner";
import { isObject, type JsonObject } from "./merge.js";
import { compileRewrites, type Rewrite } from "./rewrites.js";
import type { TypeConditions } from "./type-conditions.js";

export type RepresentationReader = (object: JsonObject) => JsonObject | null;

type FieldReader = (object: JsonObject, into: JsonObject) => boolean;

/** Compiles `requires` and the input rewrites. */
export function compileRepresentation(
  requires: readonly RequiresSelection[],
  rewrites: readonly InputRewrite[] | undefined,
  types: TypeConditions,
): RepresentationReader {
  const read = compileSelections(requires, types);
  const rewrite: Rewrite = compileRewrites(rewrites ?? [], types);
  return (object) => {
    const representation: JsonObject = {};
    if (!read(object, representation) || typeof representation.__typename !== "string") return null;
    rewrite(representation);
    return representation;
  };
}

function compileSelections(selections: readonly RequiresSelection[], types: TypeConditions): FieldReader {
  const readers = selections.map((selection) => compileSelection(selection, types));
  return (object, into) => {
    for (const read of readers) if (!read(object, into)) return false;
    return true;
  };
}

function compileSelection(selection: RequiresSelection, types: TypeConditions): FieldReader {
  if (selection.kind === "FragmentSpread") throw new TypeError("A plan's `requires` names a fragment.");
  if (selection.kind === "InlineFragment") {
    const names = types.namesFor([selection.typeCondition]);
    const read = compileSelections(selection.selections, types);
    return (object, into) => (names.has(String(object.__typename)) ? read(object, into) : true);
  }
  return compileField(selection.name, selection.alias ?? selection.name, {
    read: selection.selections === undefined ? null : compileSelections(selection.selections, types),
  });
}

function compileField(from: string, to: string, { read }: { read: FieldReader | null }): FieldReader {
  return (object, into) => {
    const value = object[from];
    if (value === undefined) return false;
    const taken = read === null ? value : readNested(value, read);
    if (taken === undefined) return false;
    into[to] = taken;
    return true;
  };
}

/** Undefined when something required inside is missing. */
function readNested(value: unknown, read: FieldReader): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => readNested(item, read));
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const taken: JsonObject = {};
  return read(value, taken) ? taken : undefined;
}
