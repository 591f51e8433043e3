// A field that may name a record of another partner, and what the reader wants of that record. In: the types it may
// hold and how to compile the selection on one. Out: shapes, compiled when a record of their type is first followed.
import type { GraphQLObjectType } from "graphql";
import type { HopField, RowShape } from "./row-types.js";

/** A hop field over some record types. */
export function createHopField(
  types: readonly GraphQLObjectType[],
  compile: (type: GraphQLObjectType) => RowShape,
): HopField {
  const byName = new Map(types.map((type) => [type.name, type]));
  const shapes = new Map<string, RowShape>();
  return {
    accepts: (typename) => byName.has(typename),
    shapeOf(typename) {
      const known = shapes.get(typename);
      if (known !== undefined) return known;
      const type = byName.get(typename);
      if (type === undefined) throw new TypeError(`The field cannot hold a ${typename}.`);
      const shape = compile(type);
      shapes.set(typename, shape);
      return shape;
    },
  };
}
