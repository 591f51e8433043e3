// Projecting what the hub itself knows (a row's partner and freshness, a page's completeness and page info) onto the
// reader's selection. In: a type and selections. Out: a function from the known value to the reader's object.
import { getNamedType, isObjectType, type GraphQLNamedType, type SelectionSetNode } from "graphql";
import { collectFields, type CollectContext } from "../shape/collect-fields.js";

export type KnownProjector = (known: unknown) => unknown;

/** Compiles the projection of a value whose members bear the field names of `type`. */
export function projectKnown(
  type: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  context: CollectContext,
): KnownProjector {
  if (!isObjectType(type)) return (known) => known;
  const members = collectFields(sets, type, context).map(({ key, nodes }) => {
    const name = nodes[0]?.name.value ?? "";
    const field = type.getFields()[name];
    const below = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
    const project = field === undefined ? () => type.name : projectKnown(getNamedType(field.type), below, context);
    return { key, name, project };
  });
  const projectObject = (known: unknown): unknown => {
    if (typeof known !== "object" || known === null) return null;
    const entries = members.map(({ key, name, project }) => [key, project(Reflect.get(known, name) ?? null)]);
    return Object.fromEntries(entries);
  };
  return (known) => (Array.isArray(known) ? known.map(projectObject) : projectObject(known));
}
